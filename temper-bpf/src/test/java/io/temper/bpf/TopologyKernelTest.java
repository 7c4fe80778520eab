package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.linux.SysfsTopology;
import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.observe.LayerStats;
import io.temper.observe.ThreadStats;
import io.temper.observe.Visits;
import io.temper.plan.TierPlanner;
import io.temper.spi.ThreadWatch;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import io.temper.workload.WorkloadSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where threads run on a machine with two last-level caches and two CPUs a core. */
@Tag("kernel")
@ConformanceRow({"11", "15"})
@MachineShape("16,smt=2,sockets=2")
@LongFormOnly
class TopologyKernelTest {
  private static final int WORK = 2;
  private static final String WORK_NAME = "work";
  private static final int BATCH = 3;
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final NodeTopology topology = SysfsTopology.read().topology();
  private Path work;
  private Path batch;

  @BeforeEach
  void needTwoCaches() {
    assumeThat(topology.caches()).as("last-level caches").hasSize(2);
    assumeThat(topology.cores()).as("cores").hasSize(KernelHost.cpus() / 2);
    work = KernelHost.newCgroup("temper-test/work");
    batch = KernelHost.newCgroup("temper-test/batch");
  }

  /** With the caches, cores and nodes that this machine says it has. */
  private KernelConfig config() {
    var members = Map.of(KernelHost.idOf(work), WORK, KernelHost.idOf(batch), BATCH);
    var plan = TierPlanner.standard().plan(WorkloadSet.empty(), topology);
    var compiled = KernelCompiler.standard()
        .compile(plan, topology, path -> OptionalLong.empty(), 1)
        .config();
    return Configs.on(
        KernelHost.config(1, members, WORK_NAME, "batch"), compiled.cpus(), compiled.domains());
  }

  /** Threads that are busy for so much of the time, in pieces of about ten milliseconds. */
  private void workers(int count, int busyPercent) {
    host.load()
        .startIn(
            work,
            "stress-ng",
            "--quiet",
            "--cpu=" + count,
            "--cpu-method=loop",
            "--cpu-load=" + busyPercent,
            "--cpu-load-slice=10");
    KernelHost.await(
        "all workers are there",
        () -> KernelHost.read(work + "/cgroup.procs").lines().count() == count + 1);
    KernelHost.pause(SETTLE);
  }

  private static LayerStats layer(SchedExtScheduler scheduler, String name) {
    return scheduler.snapshot().layer(name).orElseThrow();
  }

  private static void publish(TestReporter figures, String what, double value) {
    figures.publishEntry(what, "%.3f".formatted(value));
  }

  @Test
  void wakeUps_stayInTheCacheThatTheThreadComesFrom(TestReporter figures) {
    try (var scheduler = host.attach(config())) {
      workers(6, 50);
      var before = layer(scheduler, WORK_NAME);
      KernelHost.pause(WINDOW);
      var change = layer(scheduler, WORK_NAME).since(before);
      var moves = change.migrations();
      double left = (double) (moves.sameNode() + moves.otherNode()) / change.runs();
      publish(figures, "runs after leaving the cache / runs", left);
      publish(figures, "runs on another CPU / runs", (double) moves.total() / change.runs());
      assertThat(change.runs()).as("runs").isGreaterThan(200);
      assertThat(left).as("runs after leaving the cache").isLessThan(0.05);
    }
  }

  /** Eight threads on eight cores: at random, one in three would start beside a busy sibling. */
  @Test
  void threadsThatCoresSufficeFor_startBesideIdleSiblings(TestReporter figures) {
    try (var scheduler = host.attach(config())) {
      workers(topology.cores().size(), 75);
      var watches = watches(scheduler);
      var before = stats(watches);
      KernelHost.pause(WINDOW);
      var after = stats(watches);
      watches.forEach(ThreadWatch::close);
      long runs = runs(after) - runs(before);
      long beside = besideBusySibling(after) - besideBusySibling(before);
      publish(figures, "runs that begin beside a busy sibling / runs", (double) beside / runs);
      assertThat(runs).as("runs").isGreaterThan(200);
      assertThat((double) beside / runs).as("beside a busy sibling").isLessThan(0.1);
    }
  }

  private List<ThreadWatch> watches(SchedExtScheduler scheduler) {
    var watches = KernelHost.read(work + "/cgroup.procs")
        .lines()
        .map(Integer::parseInt)
        .map(scheduler::watch)
        .flatMap(Optional::stream)
        .toList();
    assertThat(watches)
        .as("watched")
        .hasSizeGreaterThanOrEqualTo(topology.cores().size());
    return watches;
  }

  private static List<ThreadStats> stats(List<ThreadWatch> watches) {
    return watches.stream().map(ThreadWatch::read).flatMap(Optional::stream).toList();
  }

  private static long runs(List<ThreadStats> threads) {
    return threads.stream().mapToLong(ThreadStats::runs).sum();
  }

  private static long besideBusySibling(List<ThreadStats> threads) {
    return threads.stream().mapToLong(ThreadStats::runsBesideBusySibling).sum();
  }

  @Test
  void spinnersThatBeginInOneCache_spreadOverBoth(TestReporter figures) {
    var first = topology.caches().get(0).cpus();
    // two a CPU: of one that is alone the time is not seen
    var spinners = IntStream.range(0, 2 * KernelHost.cpus())
        .mapToObj(i ->
            host.load().startIn(work, "taskset", "-c", first.toString(), "sh", "-c", Load.SPIN))
        .toList();
    try (var scheduler = host.attach(config())) {
      KernelHost.pause(SETTLE);
      var second = topology.online().minus(first);
      assertThat(CpuTimes.busyCpus(second, SETTLE)).isLessThan(0.2 * second.size());
      spinners.forEach(KernelHost::allowAllCpus);
      KernelHost.pause(SETTLE);
      for (var cache : topology.caches()) {
        double busy = CpuTimes.busyCpus(cache.cpus(), WINDOW) / cache.cpus().size();
        publish(figures, "busy part of cache " + cache.index(), busy);
        assertThat(busy).as("busy part of cache " + cache.index()).isGreaterThan(0.9);
      }
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void fenceOfTwoCores_holdsItsLayerAndNobodyElse(TestReporter figures) {
    var fence = CpuSet.unionOf(
        topology.caches().get(1).cores().stream().limit(2).map(Core::cpus).toList());
    host.load().spinners(2 * fence.size(), work);
    host.load().spinners(2 * KernelHost.cpus(), batch);
    try (var scheduler = host.attach(Configs.with(config(), owner(fence)))) {
      KernelHost.pause(SETTLE);
      var before = runTimeOn(scheduler, fence, WORK_NAME);
      var foreign = violations(scheduler);
      double used = KernelHost.usedCpus(work, WINDOW);
      var inside = runTimeOn(scheduler, fence, WORK_NAME).minus(before);
      publish(figures, "CPUs of the owner / fence", used / fence.size());
      assertThat(used).isBetween(0.95 * fence.size(), 1.03 * fence.size());
      assertThat((double) inside.toMillis() / WINDOW.toMillis()).isGreaterThan(0.95 * fence.size());
      assertThat(violations(scheduler)).as("runs of others behind the fence").isEqualTo(foreign);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  private static List<Visits> violations(SchedExtScheduler scheduler) {
    return scheduler.snapshot().layers().stream().map(LayerStats::violations).toList();
  }

  private static KernelLayer owner(CpuSet fence) {
    var kind = KernelLayer.Kind.CONFINED;
    return new KernelLayer(WORK, WORK_NAME, kind, 48, 500, 20_000_000, 0, true, true, fence);
  }

  private static Duration runTimeOn(SchedExtScheduler scheduler, CpuSet cpus, String layer) {
    return scheduler.cpus().stream()
        .filter(cpu -> cpus.contains(cpu.cpu()))
        .map(cpu -> cpu.layer(layer).orElseThrow().runTime())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
