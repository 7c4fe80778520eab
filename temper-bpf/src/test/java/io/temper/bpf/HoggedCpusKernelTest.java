package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
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
 * Threads may use some CPUs only, and a layer that preempts keeps just these busy. Others of their layer keep the
 * others busy, so that neither the layer nor its queue seems to be neglected.
 */
@Tag("kernel")
@ConformanceRow("7")
@MachineShape("4")
class HoggedCpusKernelTest {
  private static final int CRITICAL = 2;
  private static final int BATCH = 3;
  private static final int OTHER = 4;
  private static final CpuSet FREE = CpuSet.range(0, 1);
  private static final CpuSet HOGGED = CpuSet.range(2, 3);

  /** Longest wait that the scheduler promises. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private static final int LOOKS = 3;

  /** A service in a tenth of a second for all of them would be a wait of 40 s, more than the kernel allows. */
  private static final int CROWD = 400;

  /** Twice as long as anybody may wait: a wait is seen when it ends. */
  private static final Duration TIME = Duration.ofSeconds(40);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path batch = KernelHost.newCgroup("temper-test/batch");
  private final Path other = KernelHost.newCgroup("temper-test/other");

  @Test
  void threadOfCpusThatAHigherRankKeepsBusy_isServedInTime(TestReporter reporter) {
    var one = load.spinnersOn(1, batch, HOGGED).get(0);
    awaitSpinning(one);
    try (var scheduler = attach()) {
      load.spinnersOn(HOGGED.size(), critical, HOGGED);
      load.spinnersOn(FREE.size() + 1, batch, FREE);
      KernelHost.pause(Duration.ofSeconds(2));
      isServedInTime(one);
      double got = KernelHost.usedCpus(critical, Duration.ofSeconds(5));
      reporter.publishEntry("CPUs of the layer that preempts", Double.toString(got));
      assertThat(got).as("CPUs of the layer that preempts").isGreaterThan(1.8);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** Both are asked for at the same moments, and the crowd each time. */
  @Test
  void threadBesideACrowdOfAnotherLayerOnSuchCpus_isServedInTime() {
    var one = load.spinnersOn(1, other, HOGGED).get(0);
    awaitSpinning(one);
    load.crowdIn(batch, 60, "taskset", "-c", HOGGED.toString());
    try (var scheduler = attach()) {
      load.spinnersOn(HOGGED.size(), critical, HOGGED);
      load.spinnersOn(FREE.size() + 1, batch, FREE);
      load.spinnersOn(FREE.size() + 1, other, FREE);
      KernelHost.pause(Duration.ofSeconds(2));
      isServedInTime(one);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** Others of its layer hold the ceiling all the time, so that nobody of the layer counts as overdue. */
  @LongFormOnly
  @Test
  void threadOfSuchCpusBelowACeiling_isServedBeforeTheKernelMinds() {
    var one = load.spinnersOn(1, batch, HOGGED).get(0);
    awaitSpinning(one);
    load.spinnersOn(HOGGED.size(), critical, HOGGED);
    load.spinnersOn(FREE.size() + 1, batch, FREE);
    try (var scheduler = host.attach(belowACeiling(config()))) {
      KernelHost.pause(Duration.ofSeconds(2));
      isServedIn(MAX_WAIT.multipliedBy(5).dividedBy(2), one);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  private static KernelConfig belowACeiling(KernelConfig config) {
    return Configs.with(config, config.layers().get(BATCH).withCeilingMillis(500));
  }

  @LongFormOnly
  @Test
  void crowdOfCpusThatAHigherRankKeepsBusy_isServedInTimeAndLeavesItHalfOfThem(
      TestReporter reporter) {
    load.crowdIn(batch, CROWD, "taskset", "-c", HOGGED.toString());
    load.spinnersOn(FREE.size() + 1, batch, FREE);
    load.spinnersOn(HOGGED.size(), critical, HOGGED);
    try (var scheduler = attach()) {
      double got = KernelHost.usedCpus(critical, TIME);
      reporter.publishEntry("CPUs of the layer that preempts", Double.toString(got));
      var wait = scheduler.snapshot().layer("batch").orElseThrow().longestWait();
      reporter.publishEntry("longest wait of the crowd in ms", Long.toString(wait.toMillis()));
      assertThat(wait).as("longest wait").isLessThan(MAX_WAIT.multipliedBy(2));
      assertThat(got).as("CPUs of the layer that preempts").isGreaterThan(0.95);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** The shell and what runs before it may need CPU time for long, which is no service of what waits. */
  private static void awaitSpinning(Process process) {
    KernelHost.await(
        "it spins", () -> KernelHost.runTimeOf(process).compareTo(Duration.ofMillis(500)) > 0);
  }

  private static void isServedInTime(Process process) {
    isServedIn(MAX_WAIT, process);
  }

  private static void isServedIn(Duration time, Process process) {
    for (int i = 0; i < LOOKS; i++) {
      assertThat(KernelHost.within(time, Load.progressOf(List.of(process))))
          .as("CPU time within " + time)
          .isTrue();
    }
  }

  private SchedExtScheduler attach() {
    return host.attach(config());
  }

  private KernelConfig config() {
    var members = Map.of(
        KernelHost.idOf(critical), CRITICAL,
        KernelHost.idOf(batch), BATCH,
        KernelHost.idOf(other), OTHER);
    var config = KernelHost.config(1, members, "critical", "batch", "other");
    // With less between them each slice that ends late, as in emulation, would bring the others a
    // turn.
    config = Configs.with(config, Configs.layer(CRITICAL, "critical", 48, 10_000, true));
    config = Configs.with(config, Configs.layer(OTHER, "other", 20, 100, false));
    return Configs.with(config, Configs.layer(BATCH, "batch", 20, 100, false));
  }
}
