package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real-time threads that take 95 % of each CPU, or all of some. Before kernel 7.0 the rest is all that anybody else
 * gets, whatever schedules them; from 7.0 on the kernel reserves some time. What becomes of the scheduler where nothing
 * is left for too long is {@link EjectKernelTest}'s.
 */
@Tag("kernel")
@ConformanceRow("6")
@LongFormOnly
class RealTimeHogKernelTest {
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** One that waits alone is, after half of what anybody may wait. */
  private static final Duration OVERDUE = Duration.ofSeconds(6);

  /** With the above well below the half minute after which the kernel would end the scheduler. */
  private static final Duration WATCHED = Duration.ofSeconds(8);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path high = KernelHost.newCgroup("temper-test/high");
  private final Path low = KernelHost.newCgroup("temper-test/low");

  @Test
  void hogsThatLeaveATwentiethOfEachCpu_slowEverybodyDownAndStarveNobody(TestReporter reporter) {
    var members = Map.of(KernelHost.idOf(high), HIGH, KernelHost.idOf(low), LOW);
    try (var scheduler = host.attach(KernelHost.config(1, members, "high", "low"))) {
      var others = new ArrayList<Process>(load.spinners(KernelHost.cpus(), low));
      others.addAll(load.spinners(1, high));
      others.add(load.pinnedSpinner(0));
      var hogs = hogs();
      KernelHost.pause(Duration.ofSeconds(5));
      KernelHost.await("each runs beside the hogs", Load.progressOf(others));
      assertThat(hogs).as("hogs that are still there").allMatch(Process::isAlive);
      var snapshot = scheduler.snapshot();
      for (var layer : snapshot.layers()) {
        reporter.publishEntry(
            "longest wait of " + layer.name(),
            layer.longestWait().toMillis() + " ms, put to the front: " + layer.late());
        assertThat(layer.longestWait()).as(layer.name()).isLessThan(LONGEST_WAIT);
      }
      assertThat(snapshot.counters().rescues()).as("queues forgotten").isZero();
    }
  }

  /**
   * A thread of the low layer waits for one of two CPUs, of which it gets neither. That it waits must not speak for
   * others of its layer, on a CPU that cannot help it.
   */
  @Test
  @MachineShape("4")
  void threadThatHogsKeepFromItsCpus_bringsItsLayerNothingOnOthers(TestReporter reporter) {
    var members = Map.of(KernelHost.idOf(low), LOW);
    try (var scheduler = host.attach(KernelHost.config(1, members, "high", "low"))) {
      var stuck = load.spinnersOn(1, low, CpuSet.range(2, 3)).get(0);
      load.spinnersOn(2, low, CpuSet.of(0));
      var other = load.pinnedSpinner(0);
      var hogs = List.of(load.realTimeSpinner(2), load.realTimeSpinner(3));
      KernelHost.pause(OVERDUE);
      var stuckBefore = KernelHost.runTimeOf(stuck);
      var before = KernelHost.runTimeOf(other);
      KernelHost.pause(WATCHED);
      var got = KernelHost.runTimeOf(other).minus(before);
      var stuckGot = KernelHost.runTimeOf(stuck).minus(stuckBefore);
      assertThat(hogs).as("hogs that are still there").allMatch(Process::isAlive);
      hogs.forEach(Process::destroyForcibly);
      reporter.publishEntry("thread of another layer", got.toMillis() + " ms");
      assumeThat(stuckGot).as("what the kernel reserves beside hogs").isZero();
      assertThat(got).as("its share is 100 of 433").isGreaterThan(WATCHED.dividedBy(8));
      assertThat(scheduler.snapshot().counters().rescues())
          .as("queues forgotten")
          .isZero();
    }
  }

  /** They end by themselves: beside them this test may hardly get to run. */
  private List<Process> hogs() {
    var hogs = new ArrayList<Process>();
    for (int cpu = 0; cpu < KernelHost.cpus(); cpu++) {
      hogs.add(load.start(
          "taskset",
          "-c",
          Integer.toString(cpu),
          "chrt",
          "-f",
          "50",
          "stress-ng",
          "--quiet",
          "--cpu",
          "1",
          "--cpu-load",
          "95",
          "--timeout",
          "300s"));
    }
    return hogs;
  }
}
