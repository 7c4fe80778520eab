package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.node.CpuSet;
import io.temper.observe.LayerStats;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** While CPUs are idle, who may run there does not wait for another. */
@Tag("kernel")
@ConformanceRow({"11", "14"})
@MachineShape("8,smt=2")
@LongFormOnly
class IdleCpusKernelTest {
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final int TIMES = 8;
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration FEW_WAKE_UPS = Duration.ofMillis(60);

  private static final CpuSet ALL = CpuSet.range(0, KernelHost.cpus() - 1);
  private static final int LAST = ALL.size() - 1;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private Path high;
  private Path low;
  private KernelConfig config;

  @BeforeEach
  void prepare() {
    assumeThat(ALL.size()).as("CPUs").isGreaterThan(7);
    high = KernelHost.newCgroup("temper-test/high");
    low = KernelHost.newCgroup("temper-test/low");
    config = config(high, low);
  }

  @AfterEach
  void allowAllCpus() {
    allowThisJvm(ALL);
  }

  /** With two CPUs a core, as this machine has. */
  private static KernelConfig config(Path high, Path low) {
    var members = Map.of(KernelHost.idOf(high), HIGH, KernelHost.idOf(low), LOW);
    var cpus = ALL.stream().mapToObj(id -> new KernelCpu(id, 0, id ^ 1)).toList();
    return Configs.on(KernelHost.config(1, members, "high", "low"), cpus, 1);
  }

  /** Who sleeps and wakes up on a CPU makes it look for others as well: this JVM keeps off the rest. */
  private static void allowThisJvm(CpuSet cpus) {
    KernelHost.allowAllThreads(ProcessHandle.current().pid(), cpus);
  }

  private static LayerStats layer(SchedExtScheduler scheduler, String name) {
    return scheduler.snapshot().layer(name).orElseThrow();
  }

  /** CPUs with lower numbers are idle as well, but it may not run there. */
  @Test
  void threadThatLosesItsCpu_goesOnAtOnceOnTheIdleOneThatItMayUse(TestReporter reporter) {
    allowThisJvm(CpuSet.of(1));
    var until = new Times();
    try (var scheduler = host.attach(config)) {
      for (int i = 0; i < TIMES; i++) {
        var thread = load.spinnersOn(1, low, CpuSet.of(0)).get(0);
        KernelHost.pause(SETTLE);
        KernelHost.allow(thread, CpuSet.of(0).union(CpuSet.of(LAST)));
        var before = layer(scheduler, "high").runTime();
        load.spinnersOn(1, high, CpuSet.of(0));
        KernelHost.await(
            "the CPU is taken",
            () -> layer(scheduler, "high").runTime().compareTo(before.plusMillis(5)) > 0);
        long start = System.nanoTime();
        KernelHost.await("it runs on the idle CPU", () -> KernelHost.lastCpuOf(thread) == LAST);
        until.addSince(start);
        load.close();
      }
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
    reporter.publishEntry("until it runs on the idle CPU", until.toString());
    assertThat(until.median()).isLessThan(Duration.ofMillis(50));
  }

  /** Other cores are idle as well, with lower numbers. */
  @Test
  void threadOfALayerWithPreferredCpus_staysWhereItRanLast(
      @TempDir Path directory, TestReporter reporter) {
    var sleeper = load.sleeperOn(LAST, directory);
    KernelHost.move(sleeper, high);
    allowThisJvm(CpuSet.of(1));
    var preferring = Configs.protectedEverywhere(config, HIGH, ALL.size());
    int stayed = 0;
    try (var scheduler = host.attach(preferring)) {
      for (int i = 0; i < TIMES; i++) {
        KernelHost.allowCpus(sleeper, LAST);
        KernelHost.await("it is back", () -> KernelHost.lastCpuOf(sleeper) == LAST);
        KernelHost.allow(sleeper, ALL);
        KernelHost.pause(FEW_WAKE_UPS);
        stayed += KernelHost.lastCpuOf(sleeper) == LAST ? 1 : 0;
      }
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
    reporter.publishEntry("stayed / times", stayed + " / " + TIMES);
    assertThat(stayed).as("times that it stayed").isGreaterThan(TIMES / 2);
  }
}
