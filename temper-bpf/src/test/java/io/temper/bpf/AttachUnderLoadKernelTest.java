package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spi.AttachedScheduler;
import io.temper.testkit.kernel.ConformanceRow;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Threads that never sleep on each CPU: before Linux 7.0 they can keep the kernel from ending what
 * attaching begins, and the machine hangs.
 */
@Tag("kernel")
@ConformanceRow("1")
class AttachUnderLoadKernelTest {
  /** So many that the kernel needs more than a tick to move all threads of the machine. */
  private static final int SPINNERS = 80;

  private static final int ATTACHES = 5;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  @Test
  void attach_whileOrdinaryThreadsTakeEachCpu_succeedsEachTime() {
    for (int i = 0; i < SPINNERS; i++) {
      // Nice enough to let the loader work; the class that its thread must not fall into ranks
      // lower.
      host.load().start("nice", "-n", "19", "sh", "-c", Load.SPIN);
    }
    for (int i = 0; i < ATTACHES; i++) {
      try (var scheduler = host.attach(KernelHost.config(1, Map.of(), "high"))) {
        assertThat(scheduler.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      }
    }
  }
}
