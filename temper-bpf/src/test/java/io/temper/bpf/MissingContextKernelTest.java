package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Threads that the scheduler has no note on, since memory ran out when they came, are served as well: in
 * the default layer, each of them and without end.
 */
@Tag("kernel")
@ConformanceRow("10")
@MachineShape("4,smt=2")
class MissingContextKernelTest {
  private static final int OWNER = 2;
  private static final int TESTS = 3;
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration WINDOW = Duration.ofSeconds(6);

  /** Nobody's part is less than this of what it would be if all got the same. */
  private static final double LEAST = 1.0 / 3;

  private static final double GUESTS = 1.0 / 20;
  private static final int LAST = KernelHost.cpus() - 1;

  @RegisterExtension
  final LoadedHost host = new LoadedHost(new SchedExtLoader(KernelHost.withFaultInjection()));

  private final Load load = host.load();
  private Path owners;
  private Path others;
  private Path tests;

  /** This JVM has notes: in the layer of the others it would drive their queues. */
  @BeforeEach
  void makeCgroups() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(3);
    owners = KernelHost.newCgroup("temper-test/owners");
    others = KernelHost.newCgroup("temper-test/others");
    tests = KernelHost.newCgroup("temper-test/tests");
    KernelHost.moveThisJvm(tests);
  }

  @AfterEach
  void moveThisJvmBack() {
    KernelHost.moveThisJvm(KernelHost.newCgroup(""));
  }

  private KernelConfig open() {
    var members = Map.of(KernelHost.idOf(owners), OWNER, KernelHost.idOf(tests), TESTS);
    return KernelHost.config(1, members, "owner", "tests");
  }

  private KernelConfig strictFence(CpuSet cpus) {
    return Configs.fenced(open(), OWNER, cpus, true);
  }

  private List<Process> pinnedSpinners(int count) {
    return load.spinnersOn(count, others, CpuSet.of(LAST));
  }

  /** From the return on, threads that come have no note. */
  private void runOutOfMemory(SchedExtScheduler scheduler) {
    scheduler.injectMissingMemory();
    KernelHost.await("threads without a note", () -> {
      assertThat(Load.ends(load.start("true"), WINDOW)).as("true ends").isTrue();
      return scheduler.snapshot().counters().withoutContext() > 0;
    });
  }

  /** @param cpus what they have together */
  private static void eachGetsItsPart(double cpus, List<Process> spinners) {
    KernelHost.pause(SETTLE);
    var before = spinners.stream()
        .map(spinner -> Reading.of(() -> KernelHost.runTimeOf(spinner)))
        .toList();
    KernelHost.pause(WINDOW);
    for (int i = 0; i < spinners.size(); i++) {
      var spinner = spinners.get(i);
      var after = Reading.of(() -> KernelHost.runTimeOf(spinner));
      double part = (double) after.value().minus(before.get(i).value()).toNanos()
          / after.since(before.get(i)).toNanos();
      assertThat(part).as("CPUs of thread %s", i).isGreaterThan(LEAST * cpus / spinners.size());
    }
  }

  @Test
  void pinnedToOneCpu_takeTurns() {
    try (var scheduler = host.attach(open())) {
      runOutOfMemory(scheduler);
      eachGetsItsPart(1, pinnedSpinners(3));
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void pinnedToOneCpu_takeTurnsWithOneThatHasANote() {
    var spinners = new ArrayList<>(pinnedSpinners(1));
    KernelHost.pause(SETTLE);
    try (var scheduler = host.attach(open())) {
      runOutOfMemory(scheduler);
      spinners.addAll(pinnedSpinners(2));
      eachGetsItsPart(1, spinners);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void moreThanCpus_takeTurns() {
    try (var scheduler = host.attach(open())) {
      runOutOfMemory(scheduler);
      var spinners = load.spinners(3 * KernelHost.cpus(), others);
      eachGetsItsPart(KernelHost.cpus(), spinners);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void pinnedBehindTheFenceOfBusyOthers_areServedAsGuests() {
    load.spinners(4, owners);
    try (var scheduler = host.attach(strictFence(CpuSet.range(LAST - 1, LAST)))) {
      runOutOfMemory(scheduler);
      eachGetsItsPart(GUESTS, pinnedSpinners(2));
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }

  @Test
  void besideAFence_areServedOutsideOfIt() {
    load.spinners(4, owners);
    var fence = CpuSet.range(LAST - 1, LAST);
    try (var scheduler = host.attach(strictFence(fence))) {
      runOutOfMemory(scheduler);
      var spinners = load.spinners(3 * KernelHost.cpus(), others);
      eachGetsItsPart(KernelHost.cpus() - fence.size(), spinners);
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }
}
