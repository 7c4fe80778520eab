package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forks never fail and ends of processes are not held up, however many threads there are. */
@Tag("kernel")
@ConformanceRow({"8", "d"})
class ForkKernelTest {
  /** So long that only an end that is held up for good exceeds it; the figures tell the usual time. */
  private static final Duration HELD_UP = Duration.ofSeconds(60);

  @RegisterExtension
  final ProtectedHost host = new ProtectedHost();

  private final Load load = host.load();

  @Test
  void aThousandThreadsThatEndAtOnce_onOneCpu_endSoon(TestReporter reporter) {
    var child =
        load.add(JavaChild.start(List.of("taskset", "-c", "0"), ManyThreads.class, "1000", "0"));
    KernelHost.move(child, host.low());
    assertThat(JavaChild.line(child)).isEqualTo("all started");
    KernelHost.pause(Duration.ofSeconds(2));
    long start = System.nanoTime();
    child.destroyForcibly();
    assertThat(Load.ends(child, HELD_UP)).as("1000 threads end").isTrue();
    reporter.publishEntry(
        "1000 threads gone after", (System.nanoTime() - start) / 1_000_000 + " ms");
    host.everyForkSucceeds(5, HELD_UP, reporter);
  }

  @Test
  void forkBombs_neverFailAndLeaveNoThreadUnknown(TestReporter reporter) {
    assertThat(load.stress(
            host.low(), "--fork", "2", "--pthread", "1", "--vfork", "1", "--timeout", "8s"))
        .isZero();
    host.everyForkSucceeds(20, HELD_UP, reporter);
    assertThat(host.scheduler().snapshot().counters().withoutContext()).isZero();
  }
}
