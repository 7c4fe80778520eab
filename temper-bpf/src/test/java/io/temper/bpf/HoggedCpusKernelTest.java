package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A thread may use some CPUs only, and a layer that preempts keeps just these busy. Others of its layer keep the
 * others busy, so that neither the layer nor its queue seems to be neglected.
 */
@Tag("kernel")
@ConformanceRow("7")
@MachineShape("4")
class HoggedCpusKernelTest {
  private static final int CRITICAL = 2;
  private static final int BATCH = 3;
  private static final CpuSet FREE = CpuSet.range(0, 1);
  private static final CpuSet HOGGED = CpuSet.range(2, 3);

  /** Longest wait that the scheduler promises. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private static final int LOOKS = 3;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path batch = KernelHost.newCgroup("temper-test/batch");

  @Test
  void threadOfCpusThatAHigherRankKeepsBusy_isServedInTime(TestReporter reporter) {
    try (var scheduler = attach()) {
      load.spinnersOn(HOGGED.size(), critical, HOGGED);
      load.spinnersOn(FREE.size() + 1, batch, FREE);
      KernelHost.pause(Duration.ofSeconds(2));
      var one = load.spinnersOn(1, batch, HOGGED).get(0);
      var started = System.nanoTime();
      for (int i = 0; i < LOOKS; i++) {
        assertThat(KernelHost.within(MAX_WAIT, Load.progressOf(List.of(one))))
            .as("CPU time within " + MAX_WAIT)
            .isTrue();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      reporter.publishEntry(
          "CPUs of the thread",
          Double.toString(KernelHost.runTimeOf(one).toNanos() / 1e9 / seconds));
      reporter.publishEntry(
          "CPUs of the layer that preempts",
          Double.toString(KernelHost.usedCpus(critical, Duration.ofSeconds(3))));
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  private SchedExtScheduler attach() {
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(batch), BATCH);
    var config = KernelHost.config(1, members, "critical", "batch");
    // With less between them each slice that ends late, as in emulation, would bring the batch a
    // turn.
    config = Configs.with(config, Configs.layer(CRITICAL, "critical", 48, 10_000, true));
    return host.attach(Configs.with(config, Configs.layer(BATCH, "batch", 20, 100, false)));
  }
}
