package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads that may run on one CPU only, and others that may run anywhere, under one ceiling: they wait in
 * different queues. Each time that the layer is let go, the CPU that looks first might have all for its own.
 */
@Tag("kernel")
@ConformanceRow({"4", "12"})
@LongFormOnly
class CeilingMixKernelTest {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int WINDOWS = 3;

  /** Of what the layer had: once in a round it is nobody's turn, and whoever looks first has that piece. */
  private static final double MOST_BEYOND = 0.1;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path group = KernelHost.newCgroup("temper-test/mixed");
  private final List<Group> groups = new ArrayList<>();

  /** Threads that wait in one queue. */
  private record Group(String name, Process process, int threads) {}

  private void roaming(int threads) {
    groups.add(new Group("any CPU", load.crowdIn(group, threads), threads));
  }

  private void pinned(int cpu, int threads) {
    groups.add(new Group("CPU " + cpu, load.crowdOn(cpu, group, threads), threads));
  }

  private void pinnedEverywhere(int perCpu) {
    for (int cpu = 0; cpu < KernelHost.cpus(); cpu++) {
      pinned(cpu, perCpu);
    }
  }

  @Test
  void few_haveEachTheirShare(TestReporter reporter) {
    pinnedEverywhere(2);
    roaming(2);
    divide(500, Duration.ofSeconds(2), reporter);
  }

  /** A round takes 6.2 s. */
  @Test
  void crowdOfEachCpu_besideAFewThatMayRunAnywhere_haveEachTheirShare(TestReporter reporter) {
    pinnedEverywhere(60);
    roaming(4);
    divide(400, Duration.ofSeconds(13), reporter);
  }

  /** As long. */
  @Test
  void crowdThatMayRunAnywhere_besideAFewOfEachCpu_haveEachTheirShare(TestReporter reporter) {
    pinnedEverywhere(2);
    roaming(120);
    divide(400, Duration.ofSeconds(13), reporter);
  }

  @Test
  void oneOfEachCpu_haveEachTheirShare(TestReporter reporter) {
    pinnedEverywhere(1);
    divide(500, Duration.ofSeconds(1), reporter);
  }

  /** Pieces are less than a slice, so that a round takes ten seconds. */
  @Test
  void crowdOfTheFirstCpu_besideTwoOfTheSecond_haveEachTheirShare(TestReporter reporter) {
    pinned(0, 200);
    pinned(1, 2);
    divide(200, Duration.ofSeconds(15), reporter);
  }

  @Test
  void crowdOfTheSecondCpu_besideOneOfTheFirst_haveEachTheirShare(TestReporter reporter) {
    pinned(0, 1);
    pinned(1, 200);
    divide(200, Duration.ofSeconds(15), reporter);
  }

  /** A piece costs 40 ms; who had to wait until the layer is let go would wait for half of that. */
  @Test
  void threadThatWakesUp_besideOneThatSpins_findsAnIdleCpu(
      TestReporter reporter, @TempDir Path directory) {
    roaming(1);
    wakeUpUnder(500, reporter, directory);
  }

  /** A piece costs 100 ms, which is as much as may be owed, and the queues come in turn, 30 ms early. */
  @Test
  void threadThatWakesUp_besideQueuesThatComeEarly_findsAnIdleCpu(
      TestReporter reporter, @TempDir Path directory) {
    pinned(0, 1);
    roaming(1);
    wakeUpUnder(200, reporter, directory);
  }

  private void wakeUpUnder(int millis, TestReporter reporter, Path directory) {
    load.sleeper(Load.inside(group), directory, Duration.ofMillis(50));
    try (var scheduler = host.attach(KernelHost.capped(1, group, millis))) {
      KernelHost.pause(WARM_UP);
      try (var trace = WakeUpTrace.of(Load.SLEEPER)) {
        KernelHost.pause(WINDOW);
        var waits = trace.waits();
        reporter.publishEntry("who wakes up waited", waits.toString());
        assertThat(waits.size()).as("wake-ups").isGreaterThan(50);
        assertThat(waits.percentile(50))
            .as("wait of who wakes up")
            .isLessThan(Duration.ofMillis(5));
      }
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** Each time that it wakes up it interrupts a piece, which goes on without having waited. */
  @Test
  void realTimeThreadThatInterruptsPieces_makesNobodyUseMore(TestReporter reporter) {
    pinnedEverywhere(2);
    var each = "while :; do sleep 0.002; done";
    load.start("chrt", "-f", "50", "taskset", "-c", "0", "sh", "-c", each);
    divide(500, Duration.ofSeconds(2), reporter);
  }

  private void divide(int millis, Duration longestWait, TestReporter reporter) {
    try (var scheduler = host.attach(KernelHost.capped(1, group, millis))) {
      KernelHost.pause(WARM_UP);
      var before = groups.stream().map(one -> KernelHost.cpuTime(one.process())).toList();
      double used = 0;
      for (int window = 0; window < WINDOWS; window++) {
        double now = KernelHost.usedCpus(group, WINDOW);
        tell(reporter, "CPUs in ten seconds", now);
        assertThat(now).as("CPUs in ten seconds").isBetween(0.98e-3 * millis, 1.02e-3 * millis);
        used += now;
      }
      double each = used / groups.stream().mapToInt(Group::threads).sum();
      var layer = scheduler.snapshot().layer("capped").orElseThrow();
      reporter.publishEntry("longest wait", layer.longestWait().toMillis() + " ms");
      for (int i = 0; i < groups.size(); i++) {
        var one = groups.get(i);
        var ran = KernelHost.cpuTime(one.process()).minus(before.get(i));
        double had = (double) ran.toNanos() / WINDOW.toNanos();
        double share = had / one.threads() / each;
        tell(reporter, "equal shares of threads of " + one.name(), share);
        assertThat(share).as("equal shares of threads of " + one.name()).isGreaterThan(0.7);
        assertThat(had)
            .as("CPUs of threads of " + one.name())
            .isLessThan(one.threads() * each + MOST_BEYOND * used);
      }
      assertThat(layer.longestWait()).isLessThan(longestWait);
      assertThat(layer.overCeiling()).as("beyond the ceiling").isZero();
    }
  }

  private static void tell(TestReporter reporter, String what, double value) {
    reporter.publishEntry(what, String.format(Locale.ROOT, "%.3f", value));
  }
}
