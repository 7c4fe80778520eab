package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Nobody but its layer, and who can run nowhere else, runs behind a fence. */
@Tag("kernel")
@ConformanceRow({"10", "11"})
@MachineShape("4,smt=2")
@LongFormOnly
class FenceKernelTest {
  private static final int OWNER = 2;
  private static final int BATCH = 3;
  private static final Duration SETTLE = Duration.ofMillis(300);
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());
  private final List<Process> processes = new ArrayList<>();
  private final CpuSet all = CpuSet.range(0, KernelHost.cpus() - 1);
  private final CpuSet fence = CpuSet.range(KernelHost.cpus() / 2, KernelHost.cpus() - 1);
  private final CpuSet rest = all.minus(fence);
  private Path owners;
  private Path batch;

  @BeforeEach
  void makeCgroups() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    owners = KernelHost.newCgroup("temper-test/owners");
    batch = KernelHost.newCgroup("temper-test/batch");
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private KernelConfig open() {
    return KernelHost.config(
        1, Map.of(KernelHost.idOf(owners), OWNER, KernelHost.idOf(batch), BATCH), "owner", "batch");
  }

  private KernelConfig fenced(CpuSet cpus, boolean strict) {
    return Configs.fenced(open(), OWNER, cpus, strict);
  }

  private Process spin(Path cgroup) {
    Process process = KernelHost.spinner();
    processes.add(process);
    KernelHost.move(process, cgroup);
    return process;
  }

  private Process spinOn(Path cgroup, CpuSet cpus) {
    Process process =
        KernelHost.start("taskset", "-c", cpus.toString(), "sh", "-c", "while :; do :; done");
    processes.add(process);
    KernelHost.move(process, cgroup);
    return process;
  }

  private void spinEverywhere(Path cgroup, int perCpu) {
    for (int i = 0; i < perCpu * KernelHost.cpus(); i++) {
      spin(cgroup);
    }
  }

  /**
   * Returns how many CPUs the batch, which keeps all others busy, uses beyond those: it has them behind the
   * fence. Sees a thread that is alone there, which {@link CpuTimes} does not.
   */
  private double leak(CpuSet fenced, Duration time) {
    return KernelHost.usedCpus(batch, time) - all.minus(fenced).size();
  }

  @Test
  void idleFence_staysIdleHoweverMuchWaitsOutside(TestReporter figures) {
    spinEverywhere(batch, 2);
    try (var scheduler = loader.attach(fenced(fence, false), exit -> {})) {
      KernelHost.pause(SETTLE);
      double busy = CpuTimes.busyCpus(fence, WINDOW);
      figures.publishEntry("busy CPUs behind the idle fence", "%.4f".formatted(busy));
      assertThat(busy).isLessThan(0.03 * fence.size());
      assertThat(leak(fence, WINDOW)).isLessThan(0.03 * fence.size());
      assertThat(CpuTimes.busyCpus(rest, WINDOW)).isGreaterThan(0.9 * rest.size());
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void owner_hasItsCpusWhateverWaitsOutside(TestReporter figures) {
    spinEverywhere(batch, 2);
    spinEverywhere(owners, 2);
    try (var scheduler = loader.attach(fenced(fence, false), exit -> {})) {
      KernelHost.pause(SETTLE);
      double got = KernelHost.usedCpus(owners, WINDOW);
      figures.publishEntry("CPUs of the owner / fence", "%.3f".formatted(got / fence.size()));
      assertThat(got).isBetween(0.95 * fence.size(), 1.03 * fence.size());
      assertThat(KernelHost.usedCpus(batch, WINDOW)).isGreaterThan(0.85 * rest.size());
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void owner_usesIdleCpusOutsideItsFence() {
    spinEverywhere(owners, 1);
    try (var scheduler = loader.attach(fenced(fence, false), exit -> {})) {
      KernelHost.pause(SETTLE);
      assertThat(KernelHost.usedCpus(owners, WINDOW)).isGreaterThan(0.9 * all.size());
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void strictOwner_keepsToItsFenceEvenIfOtherCpusAreIdle() {
    spinEverywhere(owners, 1);
    try (var scheduler = loader.attach(fenced(fence, true), exit -> {})) {
      KernelHost.pause(SETTLE);
      assertThat(KernelHost.usedCpus(owners, WINDOW))
          .isBetween(0.9 * fence.size(), 1.02 * fence.size());
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void guest_thatCanRunNowhereElse_isNeverStarvedAndNeverTakesMuch(TestReporter figures) {
    var one = CpuSet.of(fence.first());
    spinEverywhere(owners, 2);
    var guests = KernelHost.newCgroup("temper-test/batch/guests");
    spinOn(guests, one);
    if (fence.size() > 1) {
      spinOn(guests, fence);
    }
    try (var scheduler = loader.attach(fenced(fence, false), exit -> {})) {
      KernelHost.pause(SETTLE);
      double share = KernelHost.usedCpus(guests, WINDOW.multipliedBy(2)) / fence.size();
      figures.publishEntry("share of the guests behind the fence", "%.3f".formatted(share));
      assertThat(share).isBetween(0.01, 0.08);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  /** Nobody else of the owner waits, so the thread that the guest follows seems to have just come. */
  @Test
  void guest_ofAFenceThatOneThreadKeepsBusy_hasItsShare(TestReporter figures) {
    var one = CpuSet.of(fence.first());
    spin(owners);
    var guests = KernelHost.newCgroup("temper-test/batch/guests");
    spinOn(guests, one);
    try (var scheduler = loader.attach(fenced(one, true), exit -> {})) {
      KernelHost.pause(SETTLE);
      double share = KernelHost.usedCpus(guests, WINDOW.multipliedBy(2));
      figures.publishEntry("share of the guest behind the fence", "%.3f".formatted(share));
      assertThat(share).isBetween(0.02, 0.08);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void newFence_isClearWithinTenthsOfASecond(TestReporter figures) {
    spinEverywhere(batch, 2);
    try (var scheduler = loader.attach(open(), exit -> {})) {
      KernelHost.pause(SETTLE);
      assertThat(CpuTimes.busyCpus(fence, WINDOW)).isGreaterThan(0.9 * fence.size());
      long sequence = KernelHost.enableSequence();
      scheduler.publish(fenced(fence, false).withGeneration(2));
      long start = System.nanoTime();
      assertThat(KernelHost.within(
              Duration.ofSeconds(2),
              () -> leak(fence, Duration.ofMillis(100)) < 0.3 * fence.size()))
          .as("the fence is clear")
          .isTrue();
      figures.publishEntry(
          "clear after (ms, by windows of 100 ms)",
          Long.toString((System.nanoTime() - start) / 1_000_000));
      assertThat(CpuTimes.busyCpus(fence, WINDOW)).isLessThan(0.03 * fence.size());
      assertThat(leak(fence, WINDOW)).isLessThan(0.03 * fence.size());
      scheduler.publish(open().withGeneration(3));
      KernelHost.pause(SETTLE);
      assertThat(CpuTimes.busyCpus(fence, WINDOW)).isGreaterThan(0.9 * fence.size());
      assertThat(KernelHost.enableSequence()).isEqualTo(sequence);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  /** Two made-up last-level caches; the fence is one of them, so that nobody there serves the rest. */
  @Test
  void fenceOfAWholeCacheDomain_leavesNobodyWaitingThere() {
    var spinners = new ArrayList<Process>();
    for (int i = 0; i < 2 * KernelHost.cpus(); i++) {
      spinners.add(spin(batch));
    }
    try (var scheduler = loader.attach(inTwoDomains(open()), exit -> {})) {
      KernelHost.pause(SETTLE);
      for (int generation = 2; generation < 8; generation += 2) {
        scheduler.publish(inTwoDomains(fenced(fence, false)).withGeneration(generation));
        KernelHost.pause(SETTLE);
        assertThat(CpuTimes.busyCpus(fence, Duration.ofSeconds(1)))
            .as("busy CPUs behind the fence")
            .isLessThan(0.05 * fence.size());
        assertThat(leak(fence, Duration.ofSeconds(1))).isLessThan(0.05 * fence.size());
        assertThat(KernelHost.within(Duration.ofSeconds(10), Load.progressOf(spinners)))
            .as("each thread that had waited in the fenced domain gets CPU time")
            .isTrue();
        scheduler.publish(inTwoDomains(open()).withGeneration(generation + 1));
        KernelHost.pause(SETTLE);
      }
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  private KernelConfig inTwoDomains(KernelConfig config) {
    return inDomains(config, 2, cpu -> fence.contains(cpu) ? 1 : 0);
  }

  private static KernelConfig inDomains(
      KernelConfig config, int domains, IntUnaryOperator domainOf) {
    var cpus = config.cpus().stream()
        .map(cpu -> new KernelCpu(
            cpu.id(), domainOf.applyAsInt(cpu.id()), cpu.sibling(), cpu.core(), cpu.numaNode()))
        .toList();
    return Configs.on(config, cpus, domains);
  }

  /** Each CPU behind the fence is a made-up cache of its own. All look at the others' now and then. */
  @Test
  void ownerOfSeveralWholeCaches_servesInEachWhoWaitsThere(TestReporter figures) {
    spinEverywhere(owners, 2);
    var config = inDomains(
        fenced(fence, true), 1 + fence.size(), cpu -> 1 + Math.max(-1, cpu - fence.first()));
    try (var scheduler = loader.attach(config, exit -> {})) {
      KernelHost.pause(SETTLE);
      var before = scheduler.snapshot();
      KernelHost.pause(WINDOW);
      var after = scheduler.snapshot();
      long runs = after.layer("owner").orElseThrow().runs()
          - before.layer("owner").orElseThrow().runs();
      long steals = after.counters().steals() - before.counters().steals();
      figures.publishEntry("runs from another cache / runs", "%d / %d".formatted(steals, runs));
      assertThat(runs).as("runs").isGreaterThan(50);
      assertThat((double) steals / runs).as("runs from another cache").isLessThan(0.2);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void movedFence_freesTheOldCpusAndClearsTheNew() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(2);
    spinEverywhere(batch, 2);
    var first = CpuSet.of(1);
    var second = CpuSet.of(2);
    try (var scheduler = loader.attach(fenced(first, false), exit -> {})) {
      for (int i = 2; i < 6; i++) {
        var now = i % 2 == 0 ? second : first;
        scheduler.publish(fenced(now, false).withGeneration(i));
        KernelHost.pause(SETTLE);
        assertThat(CpuTimes.busyCpus(now, Duration.ofSeconds(1))).as("fence").isLessThan(0.05);
        assertThat(leak(now, Duration.ofSeconds(1))).as("leak").isLessThan(0.05);
        assertThat(CpuTimes.busyCpus(all.minus(now), Duration.ofSeconds(1)))
            .as("others")
            .isGreaterThan(0.9 * (all.size() - 1));
      }
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }
}
