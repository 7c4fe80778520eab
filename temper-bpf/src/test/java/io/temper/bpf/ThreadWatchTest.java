package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.temper.bpf.internal.lib.Errno;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ThreadWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadWatchTest {
  private static final int FIRST = 100;

  @TempDir
  Path root;

  private FakeHost host;

  @BeforeEach
  void setUp() {
    host = new FakeHost(root);
  }

  @Test
  void close_thatTheKernelRefuses_givesThePlaceBackLater() {
    try (var scheduler = host.loader().attach(Configs.of(1, 2, Map.of(), "high"), exit -> {})) {
      List<ThreadWatch> watches = all(scheduler);
      int beyond = FIRST + watches.size();
      assertThatIllegalStateException()
          .isThrownBy(() -> scheduler.watch(beyond))
          .withMessageContaining("close a watch first");

      host.libbpf.failures.put("bpf_map_update_elem", -Errno.ENOSPC);
      host.libbpf.failures.put("bpf_map_delete_elem", -Errno.ENOSPC);
      watches.get(0).close();
      watches.get(0).close();
      assertThatIllegalStateException().isThrownBy(() -> scheduler.watch(beyond));

      host.libbpf.failures.clear();
      assertThat(scheduler.watch(beyond)).isPresent();
      assertThatIllegalStateException()
          .as("one place was given back, once")
          .isThrownBy(() -> scheduler.watch(beyond + 1));
    }
  }

  @Test
  void close_afterTheScheduler_doesNothing() {
    ThreadWatch watch;
    try (var scheduler = host.loader().attach(Configs.of(1, 2, Map.of(), "high"), exit -> {})) {
      watch = scheduler.watch(FIRST).orElseThrow();
    }
    watch.close();
    assertThat(watch.read()).isEmpty();
  }

  private List<ThreadWatch> all(AttachedScheduler scheduler) {
    int room = host.abi.constant("T_MAX_WATCHED");
    List<ThreadWatch> watches = new ArrayList<>();
    for (int i = 0; i < room; i++) {
      watches.add(scheduler.watch(FIRST + i).orElseThrow());
    }
    return watches;
  }
}
