package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever becomes of a fence or of its CPUs while threads wait, each of them is served again. */
@Tag("kernel")
@ConformanceRow({"10", "15"})
@MachineShape("4,smt=2")
class FenceChangeKernelTest {
  private static final int OWNER = 2;
  private static final int BATCH = 3;
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(10);

  /** The timer looks 13 s after a change of fences for who was left behind, or a bit later, and after 26 s. */
  private static final Duration LOOKED_LAST = Duration.ofSeconds(17);

  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(25);

  private static final Duration BEFORE_IT_LOOKS = Duration.ofSeconds(5);

  private static final int LAST = KernelHost.cpus() - 1;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private Path owners;
  private Path batch;

  @BeforeEach
  void makeCgroups() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(3);
    owners = KernelHost.newCgroup("temper-test/owners");
    batch = KernelHost.newCgroup("temper-test/batch");
  }

  @AfterEach
  void bringCpusBack() {
    for (int cpu = 1; cpu <= LAST; cpu++) {
      online(cpu, true);
    }
  }

  private static void online(int cpu, boolean on) {
    KernelHost.write("/sys/devices/system/cpu/cpu" + cpu + "/online", on ? "1" : "0");
  }

  private KernelConfig open(long generation) {
    return KernelHost.config(
        generation,
        Map.of(KernelHost.idOf(owners), OWNER, KernelHost.idOf(batch), BATCH),
        "owner",
        "batch");
  }

  private KernelConfig strictFence(long generation, CpuSet cpus) {
    return fence(generation, cpus, true);
  }

  private KernelConfig fence(long generation, CpuSet cpus, boolean strict) {
    return Configs.fenced(open(generation), OWNER, cpus, strict);
  }

  private static void eachIsServed(String who, List<Process> spinners) {
    eachIsServed(who, spinners, SOON);
  }

  private static void eachIsServed(String who, List<Process> spinners, Duration atMost) {
    assertThat(KernelHost.within(atMost, Load.progressOf(spinners)))
        .as("each of " + who + " gets CPU time within " + atMost.toSeconds() + " s")
        .isTrue();
  }

  /** Its only CPU, the last one, is offline. */
  private void fenceHoldsOnceItsCpuIsBack(List<Process> inside) {
    eachIsServed("the fence's layer", inside);
    assertThat(KernelHost.usedCpus(owners, WINDOW)).as("CPUs without the fence").isGreaterThan(1.2);
    online(LAST, true);
    KernelHost.pause(SETTLE);
    assertThat(KernelHost.usedCpus(owners, WINDOW)).as("CPUs within it").isBetween(0.8, 1.1);
  }

  @Test
  void newFence_aroundTheOnlyCpusOfThreadsThatWait_leavesNoneOfThemThere() {
    var fence = CpuSet.range(LAST - 1, LAST);
    load.spinners(2 * fence.size(), owners);
    var guests = load.spinnersOn(2 * fence.size(), batch, fence);
    try (var scheduler = host.attach(open(1))) {
      KernelHost.pause(SETTLE);
      scheduler.publish(strictFence(2, fence));
      KernelHost.pause(SETTLE);
      eachIsServed("those whose CPUs are fenced now", guests);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void fenceThatMoves_awayFromItsOwnThreadsThatWait_leavesNoneOfThemThere() {
    var inside = CpuSet.of(LAST);
    var outside = CpuSet.of(1);
    load.spinners(2 * KernelHost.cpus(), batch);
    load.spinners(2, owners);
    var bound = load.spinnersOn(3, owners, inside.union(outside));
    try (var scheduler = host.attach(strictFence(1, CpuSet.range(LAST - 1, LAST)))) {
      KernelHost.pause(SETTLE);
      scheduler.publish(strictFence(2, CpuSet.of(LAST - 1)));
      KernelHost.pause(SETTLE);
      eachIsServed("those that the fence has left", bound);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void cpuOfAFence_thatGoesOffline_leavesNobodyWaitingWhoHadNoOtherThere() {
    load.spinners(2 * KernelHost.cpus(), batch);
    load.spinners(2, owners);
    var bound = load.spinnersOn(3, owners, CpuSet.of(LAST).union(CpuSet.of(1)));
    try (var scheduler = host.attach(strictFence(1, CpuSet.range(LAST - 1, LAST)))) {
      KernelHost.pause(SETTLE);
      online(LAST, false);
      KernelHost.pause(SETTLE);
      eachIsServed("those that lost their CPU behind the fence", bound);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  /**
   * The kernel lets such a thread run nowhere else, and narrows its CPUs only after it has been put into a
   * queue. Stopped at first, since the timer's search after a change of fences finds them as well, and goes on
   * for as long as it does.
   */
  @LongFormOnly
  @Test
  void threadsThatDisabledMigration_takenFromCpusThatNobodyElseWanted_areServedThere() {
    var fence = CpuSet.of(LAST);
    var guests = new ArrayList<Process>();
    for (int i = 0; i < KernelHost.cpus(); i++) {
      guests.add(load.add(JavaChild.start(Load.inside(owners), MigrationDisabled.class)));
    }
    guests.forEach(child -> assertThat(JavaChild.line(child)).isEqualTo("filtered"));
    guests.forEach(KernelHost::freeze);
    try (var scheduler = host.attach(fence(1, fence, false))) {
      long attached = System.nanoTime();
      KernelHost.pause(LOOKED_LAST);
      guests.forEach(KernelHost::thaw);
      KernelHost.pause(SETTLE);
      for (int cpu = 0; cpu < LAST; cpu++) {
        load.spinnersOn(2, batch, CpuSet.of(cpu));
      }
      KernelHost.pause(SETTLE);
      eachIsServed("those that were held in place", guests, BEFORE_IT_LOOKS);
      assumeThat(System.nanoTime() - attached)
          .as("before the timer looks again")
          .isLessThan(LOOKS_AGAIN.toNanos());
      assumeThat(scheduler.snapshot().layer("owner").orElseThrow().restricted())
          .as("how often one was taken from its CPU where it could not move")
          .isPositive();
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void fenceWhoseCpusWereOfflineBefore_leavesItsLayerTheOthersUntilTheyAreBack() {
    load.spinners(2 * KernelHost.cpus(), batch);
    var inside = load.spinners(2, owners);
    var config = strictFence(1, CpuSet.of(LAST));
    online(LAST, false);
    try (var scheduler = host.attach(config)) {
      KernelHost.pause(SETTLE);
      fenceHoldsOnceItsCpuIsBack(inside);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void allCpusOfAFence_thatGoOffline_leaveItsLayerTheOthersUntilTheyAreBack() {
    var fence = CpuSet.of(LAST);
    load.spinners(2 * KernelHost.cpus(), batch);
    var inside = new ArrayList<>(load.spinners(2, owners));
    inside.addAll(load.spinnersOn(1, owners, CpuSet.range(LAST - 1, LAST)));
    try (var scheduler = host.attach(strictFence(1, fence))) {
      KernelHost.pause(SETTLE);
      online(LAST, false);
      KernelHost.pause(SETTLE);
      fenceHoldsOnceItsCpuIsBack(inside);
      eachIsServed("the fence's layer", inside);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  /**
   * Behind the other fence, which does not hold then either, each has CPUs that serve it: there is nobody to hand to
   * the kernel's own queue, before all others. In no group with a cpuset, where the kernel gives threads other CPUs.
   */
  @Test
  void whileAFenceDoesNotHold_threadsOfCpusOfAnotherStayBehindAHigherRank(TestReporter reporter) {
    var upper = KernelHost.newCgroup("temper-test/upper");
    var other = CpuSet.range(1, 2);
    var config = Configs.fenced(below(upper, strictFence(1, CpuSet.of(LAST))), BATCH, other, true);
    load.spinnersOn(other.size(), upper, other);
    var lower = Stream.generate(
            () -> load.start("taskset", "-c", other.toString(), "sh", "-c", Load.SPIN))
        .limit(24)
        .toList();
    // From the beginning: who has been a guest of a CPU waits in that one's own queue.
    online(LAST, false);
    try (var scheduler = host.attach(config)) {
      KernelHost.pause(SETTLE.multipliedBy(2));
      double got = KernelHost.usedCpus(upper, WINDOW.multipliedBy(3));
      reporter.publishEntry("CPUs of the higher rank", Double.toString(got));
      assertThat(got).as("CPUs of the higher rank").isGreaterThan(0.88 * other.size());
      eachIsServed("those below it", lower);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }

  /** Adds a layer that ranks above all others. */
  private static KernelConfig below(Path cgroup, KernelConfig config) {
    var layers = new ArrayList<>(config.layers());
    layers.add(Configs.layer(layers.size(), "upper", 55, 10_000, true));
    var members = new TreeMap<>(config.members());
    members.put(KernelHost.idOf(cgroup), layers.size() - 1);
    return config.withLayers(layers).withMembers(members);
  }
}
