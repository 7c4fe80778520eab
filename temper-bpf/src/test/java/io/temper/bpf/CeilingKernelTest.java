package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.node.CpuSet;
import io.temper.observe.LayerStats;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A capped layer gets what its ceiling says, or the scheduler says that this is out of reach. */
@Tag("kernel")
@ConformanceRow("12")
@LongFormOnly
class CeilingKernelTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  /** The promise is 2 % over ten seconds. */
  private static final double MOST = 1.02;

  private static final double LEAST = 0.98;

  private static final int TURNS = 3;

  /** After fifteen seconds somebody runs whatever the ceiling says; thirty are the kernel's patience. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(22);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path cgroup = KernelHost.newCgroup("temper-test/capped");

  @Test
  void oneSpinner_underAHalf_getsAHalf(TestReporter reporter) {
    load.spinners(1, cgroup);
    assertGets(500, reporter);
  }

  @Test
  void fourSpinners_underOneAndAQuarter_getThat(TestReporter reporter) {
    load.spinners(4, cgroup);
    assertGets(1250, reporter);
  }

  @Test
  void aHundredSpinners_underATwentieth_getThat(TestReporter reporter) {
    load.spinners(100, cgroup);
    assertGets(50, reporter);
  }

  @Test
  void sleepersAndSpinners_underATenth_getThat(TestReporter reporter) {
    load.spinners(20, cgroup);
    for (int i = 0; i < 20; i++) {
      load.startIn(cgroup, "sh", "-c", "while :; do sleep 0.01; done");
    }
    assertGets(100, reporter);
  }

  @Test
  void pinnedSpinners_underAThird_getThat(TestReporter reporter) {
    load.spinnersOn(3, cgroup, CpuSet.of(0));
    assertGets(333, reporter);
  }

  /**
   * The ceiling allows a piece now and then, and idle CPUs are there to take it as soon as it does. Who waits on a
   * busy one has turns as well, long before the kernel would end the scheduler.
   */
  @Test
  @MachineShape("4")
  void threadsOnIdleCpusAndOnABusyOne_underAHundredth_allHaveTheirTurns(TestReporter reporter) {
    assumeThat(KernelHost.cpus()).as("CPUs").isEqualTo(4);
    var pinned = IntStream.range(0, 4)
        .mapToObj(cpu -> load.spinnersOn(1, cgroup, CpuSet.of(cpu)).get(0))
        .toList();
    load.spinnersOn(2, KernelHost.newCgroup("temper-test"), CpuSet.of(1));
    var config = KernelHost.capped(1, cgroup, 10);
    var jvm = ProcessHandle.current().pid();
    KernelHost.allowAllThreads(jvm, CpuSet.of(3));
    try (var scheduler = host.attach(config)) {
      for (int turn = 0; turn < TURNS; turn++) {
        long start = System.nanoTime();
        assertThat(KernelHost.within(LONGEST_WAIT, Load.progressOf(pinned)))
            .as("each has a turn")
            .isTrue();
        reporter.publishEntry(
            "each had a turn within", (System.nanoTime() - start) / 1_000_000 + " ms");
      }
      assertThat(scheduler.snapshot().counters().rescues()).as("rescues").isZero();
    } finally {
      KernelHost.allowAllThreads(jvm, CpuSet.range(0, 3));
    }
  }

  /** What nobody may have stays idle, and a raised ceiling is used at once. */
  @Test
  void aRaisedCeiling_isUsedAtOnce(TestReporter reporter) {
    load.spinners(2, cgroup);
    try (var scheduler = host.attach(KernelHost.capped(1, cgroup, 200))) {
      KernelHost.pause(Duration.ofSeconds(1));
      scheduler.publish(KernelHost.capped(2, cgroup, 1000));
      double got = KernelHost.usedCpus(cgroup, TIME);
      reporter.publishEntry("CPUs under 1.000", text(got));
      assertThat(got).isBetween(LEAST, MOST);
      scheduler.publish(KernelHost.capped(3, cgroup, 0));
      assertThat(KernelHost.usedCpus(cgroup, Duration.ofSeconds(3)))
          .as("without a ceiling")
          .isGreaterThan(1.2);
    }
  }

  private void assertGets(int millis, TestReporter reporter) {
    try (var scheduler = host.attach(KernelHost.capped(1, cgroup, millis))) {
      KernelHost.pause(Duration.ofSeconds(2));
      double got = 1000 * KernelHost.usedCpus(cgroup, TIME) / millis;
      reporter.publishEntry("got / ceiling of " + millis + " millis", text(got));
      assertThat(got).isBetween(LEAST, MOST);
      assertThat(layer(scheduler).overCeiling()).as("within reach").isZero();
      assertThat(layer(scheduler).ceilingStops())
          .as("runs ended by the ceiling")
          .isPositive();
    }
  }

  private static LayerStats layer(SchedExtScheduler scheduler) {
    return scheduler.snapshot().layer("capped").orElseThrow();
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
