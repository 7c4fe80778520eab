package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import io.temper.observe.SchedulerExit;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Threads that the scheduler has no note on, since memory ran out when they came, are served as well: in
 * the default layer, each of them and without end.
 */
@Tag("kernel")
@ConformanceRow("10")
@MachineShape("4,smt=2")
class MissingContextKernelTest {
  private static final int OWNER = 2;
  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int LAST = KernelHost.cpus() - 1;

  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private Path owners;
  private Path others;

  @BeforeEach
  void makeCgroup() {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(3);
    owners = KernelHost.newCgroup("temper-test/owners");
    others = KernelHost.newCgroup("temper-test/others");
  }

  @AfterEach
  void end() {
    load.close();
    assertThat(exits).isEmpty();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private KernelConfig open() {
    return KernelHost.config(1, Map.of(KernelHost.idOf(owners), OWNER), "owner");
  }

  private KernelConfig strictFence(CpuSet cpus) {
    var kind = KernelLayer.Kind.CONFINED;
    var owner = new KernelLayer(OWNER, "owner", kind, 48, 500, 20_000_000, 0, true, true, cpus);
    return Configs.with(open(), owner.withStrict(true));
  }

  private List<Process> pinnedSpinners(int count, int cpu) {
    var spinners = new ArrayList<Process>();
    for (int i = 0; i < count; i++) {
      spinners.add(load.pinnedSpinner(cpu));
    }
    return spinners;
  }

  private SchedExtScheduler attachWithoutMemory(KernelConfig config) {
    var scheduler = loader.attach(config, exits::add);
    scheduler.injectMissingMemory();
    KernelHost.pause(SETTLE);
    return scheduler;
  }

  /** Twice: the first turn is that of a fork, which is given a CPU at once. */
  private static void eachIsServed(List<Process> spinners, SchedExtScheduler scheduler) {
    for (int i = 0; i < 2; i++) {
      KernelHost.pause(SETTLE);
      assertThat(KernelHost.within(SOON, Load.progressOf(spinners)))
          .as("each gets CPU time within " + SOON.toSeconds() + " s")
          .isTrue();
    }
    assertThat(scheduler.snapshot().counters().withoutContext())
        .as("waits without a note")
        .isPositive();
  }

  @Test
  void pinnedToOneCpu_takeTurns() {
    try (var scheduler = attachWithoutMemory(open())) {
      eachIsServed(pinnedSpinners(3, LAST), scheduler);
    }
  }

  @Test
  void pinnedToOneCpu_takeTurnsWithOneThatHasANote() {
    var spinners = new ArrayList<>(pinnedSpinners(1, LAST));
    try (var scheduler = attachWithoutMemory(open())) {
      spinners.addAll(pinnedSpinners(2, LAST));
      eachIsServed(spinners, scheduler);
    }
  }

  @Test
  void moreThanCpus_takeTurns() {
    try (var scheduler = attachWithoutMemory(open())) {
      eachIsServed(load.spinners(3 * KernelHost.cpus(), others), scheduler);
    }
  }

  @Test
  void pinnedBehindTheFenceOfBusyOthers_areServedAsGuests() {
    load.spinners(4, owners);
    try (var scheduler = attachWithoutMemory(strictFence(CpuSet.range(LAST - 1, LAST)))) {
      eachIsServed(pinnedSpinners(2, LAST), scheduler);
    }
  }

  @Test
  void besideAFence_areServedOutsideOfIt() {
    load.spinners(4, owners);
    try (var scheduler = attachWithoutMemory(strictFence(CpuSet.range(LAST - 1, LAST)))) {
      eachIsServed(load.spinners(3 * KernelHost.cpus(), others), scheduler);
    }
  }
}
