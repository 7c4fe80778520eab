package io.temper.bpf.internal.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Memory;
import io.temper.bpf.BpfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpfCallsTest {
  private final FakeLibbpf libbpf = new FakeLibbpf();
  private final BpfCalls calls = libbpf.calls();

  @Test
  void intCall_negativeResult_namesCallErrnoAndObject() {
    libbpf.failures.put("bpf_map_create", -Errno.EPERM);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> calls.createMap(new MapSpec("some_map", 2, 4, 8, 1, 0)))
        .withMessage("bpf_map_create failed for 'some_map': EPERM (1)")
        .satisfies(e -> assertThat(e.call()).isEqualTo("bpf_map_create"))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EPERM))
        .satisfies(e -> assertThat(e.errnoName()).isEqualTo("EPERM"))
        .satisfies(e -> assertThat(e.objectName()).isEqualTo("some_map"));
  }

  @Test
  void pointerCall_null_takesErrno() {
    libbpf.failures.put("bpf_object__open_mem", -4001);
    try (Memory elf = new Memory(8);
        Memory options = BpfCalls.zeroed(80)) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> calls.openObject("temper", elf, 8, options))
          .satisfies(e -> assertThat(e.errnoName()).isEqualTo("LIBBPF_ERRNO__FORMAT"))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(4001));
    }
  }

  @Test
  void mapMemory_failed_takesErrno() {
    libbpf.failures.put("mmap", -Errno.EACCES);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> calls.mapMemory("cpu_stats", 3, 4096, false))
        .withMessage("mmap failed for 'cpu_stats': EACCES (13)");
  }

  @Test
  void delete_ofWhatIsNotThere_isNoError() {
    int fd = calls.createMap(new MapSpec("some_map", 1, 4, 4, 1, 0));
    try (Memory key = BpfCalls.zeroed(4)) {
      assertThat(calls.delete("some_map", fd, key)).isFalse();
      calls.update("some_map", fd, key, key);
      assertThat(calls.delete("some_map", fd, key)).isTrue();
    }
  }

  /** A sandbox may have a coarse clock that is none: the tick is unknown then, and not a nanosecond. */
  @ParameterizedTest
  @CsvSource({
    "1000000, 1000000",
    "4000000, 4000000",
    "10000000, 10000000",
    "500000, 500000",
    "499999, 0",
    "50000001, 0",
    "1, 0",
    "0, 0",
    "1004000000, 0"
  })
  void tickNanos_isTheCoarseClocksResolution_ifThatCanBeATick(long resolution, long tick) {
    libbpf.coarseNanos = resolution;
    assertThat(calls.tickNanos()).isEqualTo(tick);
  }

  @Test
  void errno_withoutName_isPrintedAsNumber() {
    assertThat(Errno.nameOf(Errno.EBUSY)).isEqualTo("EBUSY");
    assertThat(Errno.nameOf(9999)).isEqualTo("errno 9999");
  }
}
