package io.temper.bpf.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BtfTest {
  private static byte[] tiny() {
    return new BtfBuilder()
        .struct("sched_ext_ops", "select_cpu", "enqueue")
        .function("scx_bpf_now")
        .function("scx_bpf_dsq_insert", "p", "dsq_id")
        .function("other", "x")
        .enum64("scx_dsq_id_flags", Map.of("SCX_DSQ_LOCAL", 0x8000000000000002L))
        .enum32("scx_ops_flags", Map.of("SCX_OPS_ENQ_LAST", 2L))
        .build();
  }

  @Test
  void parse_tinyBtf_findsStructsFunctionsAndEnumerators() {
    var btf = Btf.parse(ByteBuffer.wrap(tiny()));
    assertThat(btf.structMembers("sched_ext_ops")).contains(List.of("select_cpu", "enqueue"));
    assertThat(btf.structMembers("sched_ext")).isEmpty();
    assertThat(btf.functions("scx_bpf_"))
        .containsExactly(
            Map.entry("scx_bpf_now", List.of()),
            Map.entry("scx_bpf_dsq_insert", List.of("p", "dsq_id")));
    assertThat(btf.enumerator("SCX_DSQ_LOCAL")).hasValue(0x8000000000000002L);
    assertThat(btf.enumerator("SCX_OPS_ENQ_LAST")).hasValue(2);
    assertThat(btf.enumerator("SCX_OPS")).isEmpty();
  }

  @Test
  void layoutOf_struct_hasTheBytesOfItsWholeMembers() {
    var bits = Map.of("first", 0, "second", 64, "flag", 1 << 24 | 96, "odd", 101, "", 128);
    var btf = Btf.parse(ByteBuffer.wrap(new BtfBuilder()
        .struct("other", "x")
        .struct("task", 24, true, bits)
        .struct("plain", 8, false, Map.of("far", 1 << 24))
        .build()));
    assertThat(btf.layoutOf("task"))
        .contains(new Btf.StructLayout(24, Map.of("first", 0, "second", 8)));
    assertThat(btf.layoutOf("plain"))
        .contains(new Btf.StructLayout(8, Map.of("far", (1 << 24) / 8)));
    assertThat(btf.layoutOf("tas")).isEmpty();
  }

  @Test
  @Timeout(60)
  void parse_cutOffAnywhere_isAnExceptionWithAReason() {
    var whole = tiny();
    for (int length = 0; length < whole.length; length++) {
      var part = ByteBuffer.wrap(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(BtfFormatException.class)
          .as("%s of %s bytes", length, whole.length)
          .isThrownBy(() -> SchedExtBtf.of(Btf.parse(part)))
          .withMessageStartingWith("malformed BTF: ");
    }
  }

  @Test
  @Timeout(60)
  void parse_damagedAnywhere_endsInAnAnswerOrInItsOwnException() {
    var random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      var bytes = tiny();
      for (int i = 0; i <= round % 4; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        SchedExtBtf.of(Btf.parse(ByteBuffer.wrap(bytes)));
      } catch (BtfFormatException expected) {
        assertThat(expected).hasMessageStartingWith("malformed BTF: ");
      }
    }
  }

  @Test
  void parse_unknownKind_saysWhich() {
    var btf = ByteBuffer.wrap(new BtfBuilder().unknownKind().build());
    assertThatExceptionOfType(BtfFormatException.class)
        .isThrownBy(() -> Btf.parse(btf))
        .withMessage("malformed BTF: type 1 has the unknown kind 25");
  }

  @Test
  void schedExt_hiddenParameter_isMalformedUnlessImplementation() {
    var bytes = new BtfBuilder()
        .struct("sched_ext_ops", "enqueue")
        .function("scx_bpf_dsq_insert", "p", "aux")
        .function("scx_bpf_dsq_insert_impl", "p", "aux")
        .function("scx_bpf_now")
        .build();
    assertThat(SchedExtBtf.of(Btf.parse(ByteBuffer.wrap(bytes))).malformed())
        .containsExactly("scx_bpf_dsq_insert");
  }

  @Test
  void schedExt_enumeratorsOf32Bits_areNotWide() {
    var bytes = new BtfBuilder()
        .struct("sched_ext_ops", "enqueue")
        .enum32("scx_dsq_id_flags", Map.of("SCX_DSQ_LOCAL", 2L))
        .build();
    assertThat(SchedExtBtf.of(Btf.parse(ByteBuffer.wrap(bytes))).wideEnumerators())
        .isFalse();
  }

  @Test
  @Timeout(60)
  void parse_kernelOfThisHost_isRead() throws IOException {
    var file = Path.of("/sys/kernel/btf/vmlinux");
    assumeThat(file).as("this host's kernel has BTF").isReadable();
    var btf = Btf.parse(ByteBuffer.wrap(Files.readAllBytes(file)));
    assertThat(btf.typeCount()).isGreaterThan(10_000);
    assertThat(btf.structMembers("task_struct").orElseThrow()).contains("pid", "comm");
    assertThat(btf.functions("bpf_cpumask_")).isNotEmpty();
  }
}
