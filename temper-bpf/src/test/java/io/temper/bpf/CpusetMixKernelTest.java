package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
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
 * One layer whose threads may use different CPUs and wait in one queue. Those of some CPUs are of little weight, so
 * that the queue's virtual time runs away from the others: first in it is then one that half of the CPUs cannot run.
 */
@Tag("kernel")
@ConformanceRow("4")
@MachineShape("4")
class CpusetMixKernelTest {
  private static final int LAYER = 2;
  private static final CpuSet FIRST = CpuSet.range(0, 1);
  private static final CpuSet SECOND = CpuSet.range(2, 3);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration TIME = Duration.ofSeconds(10);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path group = KernelHost.newCgroup("temper-test/mixed");

  @Test
  void threadsOfSomeCpus_besideThoseOfOthers_areAllServed(TestReporter reporter) {
    try (var scheduler = attach()) {
      lightOnes();
      eachHas(0.4, load.spinnersOn(3, group, FIRST), reporter);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  @Test
  void threadOfOneCpu_besideBoth_isServedAndTakesNotAll(TestReporter reporter) {
    try (var scheduler = attach()) {
      lightOnes();
      var watched = new ArrayList<>(load.spinnersOn(3, group, FIRST));
      watched.addAll(load.spinnersOn(1, group, CpuSet.of(0)));
      watched.addAll(load.spinnersOn(1, group, CpuSet.of(1)));
      eachHas(0.1, watched, reporter);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  private SchedExtScheduler attach() {
    return host.attach(KernelHost.config(1, Map.of(KernelHost.idOf(group), LAYER), "mixed"));
  }

  private void lightOnes() {
    for (int i = 0; i < 3; i++) {
      load.startIn(
          group, "nice", "-n", "10", "taskset", "-c", SECOND.toString(), "sh", "-c", Load.SPIN);
    }
  }

  private static void eachHas(double cpus, List<Process> processes, TestReporter reporter) {
    KernelHost.pause(WARM_UP);
    var before = processes.stream().map(KernelHost::runTimeOf).toList();
    KernelHost.pause(TIME);
    for (int i = 0; i < processes.size(); i++) {
      var ran = KernelHost.runTimeOf(processes.get(i)).minus(before.get(i));
      double got = (double) ran.toNanos() / TIME.toNanos();
      reporter.publishEntry("CPUs of thread " + i, Double.toString(got));
      assertThat(got).as("CPUs of thread " + i).isGreaterThan(cpus);
    }
  }
}
