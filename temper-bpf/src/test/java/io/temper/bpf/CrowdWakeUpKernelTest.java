package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads that want a CPU now and then, less than their share of it, beside a crowd of their own layer that makes
 * it overdue nearly all the time. The crowd waits in one of the layer's two queues, they in the other.
 */
@Tag("kernel")
@ConformanceRow("4")
@LongFormOnly
class CrowdWakeUpKernelTest {
  private static final int CRITICAL = 2;
  private static final int LOW = 3;

  /** Per CPU: the layer is overdue a few milliseconds after it was served. */
  private static final int CROWD = 500;

  /** What the one is ahead of the crowd from before that came is worked off by then. */
  private static final Duration UNTIL_IT_COMPETES = Duration.ofSeconds(15);

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration TIME = Duration.ofSeconds(20);

  /** Half of what makes a queue overdue by its one thread: virtual time must let it go before that. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(2500);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path low = KernelHost.newCgroup("temper-test/low");

  @Test
  void threadOfOneCpu_besideACrowdThatMayRunAnywhere_waitsForFewServices(
      TestReporter reporter, @TempDir Path directory) {
    check(Load.inside(low, "taskset", "-c", "0"), directory, reporter, () -> host.load()
        .crowdIn(low, CROWD * KernelHost.cpus()));
  }

  @Test
  void threadThatMayRunAnywhere_besideACrowdOfEachCpu_waitsForFewServices(
      TestReporter reporter, @TempDir Path directory) {
    check(Load.inside(low), directory, reporter, () -> host.load().crowdOnEachCpu(low, CROWD));
  }

  private void check(List<String> prefix, Path directory, TestReporter reporter, Runnable crowd) {
    host.load().spinners(2 * KernelHost.cpus(), critical);
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(low), LOW);
    try (var scheduler = host.attach(Configs.protectedEverywhere(
        KernelHost.config(1, members, "critical", "low"), CRITICAL, KernelHost.cpus()))) {
      var sleeper = host.load().sleeper(prefix, directory, PERIOD);
      crowd.run();
      KernelHost.pause(UNTIL_IT_COMPETES);
      long overdue = overdue(scheduler);
      var before = KernelHost.runTimeOf(sleeper);
      var waits = waits();
      var ran = KernelHost.runTimeOf(sleeper).minus(before);
      reporter.publishEntry("who wakes up waited", waits.toString());
      reporter.publishEntry("CPU time of who wakes up", ran.toNanos() / 1000 + " us");
      reporter.publishEntry("services out of order", Long.toString(overdue(scheduler) - overdue));
      // A wait that has not ended is in no record.
      assertThat(waits.size()).as("wake-ups that led to a CPU").isGreaterThan((int)
          (TIME.toMillis() / LONGEST_WAIT.toMillis()));
      assertThat(waits.percentile(100)).as("longest wait of who wakes up").isLessThan(LONGEST_WAIT);
      assertThat(overdue(scheduler) - overdue)
          .as("services of the layer because it was overdue")
          .isGreaterThan(TIME.toSeconds());
    }
  }

  private static Times waits() {
    try (var trace = WakeUpTrace.of(Load.SLEEPER)) {
      KernelHost.pause(TIME);
      return trace.waits();
    }
  }

  private static long overdue(SchedExtScheduler scheduler) {
    return scheduler.snapshot().layer("low").orElseThrow().overdue();
  }
}
