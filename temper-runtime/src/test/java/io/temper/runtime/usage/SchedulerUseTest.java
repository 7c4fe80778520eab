package io.temper.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.TemperException;
import io.temper.node.NodeTopology;
import io.temper.observe.LayerDelay;
import io.temper.observe.LayerDelays;
import io.temper.observe.Migrations;
import io.temper.observe.ThreadStats;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.TierPlanner;
import io.temper.profile.ThreadTreatment;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.LayerWaits;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
import io.temper.spi.AttachedScheduler;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulerUseTest {
  private static final Workload WEB = Workloads.inTier("web", Tier.NORMAL, 500);
  private static final ContainerId ID =
      new ContainerId(WEB.id().namespace(), WEB.id().name(), "app");
  private static final ContainerId STRANGER = new ContainerId("other", "pod", "");

  private NodeTopology machine = NodeTopology.parse("4c8t");
  private WatchingScheduler scheduler = new WatchingScheduler();
  private Workload web = WEB;
  private Workload neighbour = Workloads.inTier("api", Tier.LOW, 500);
  private boolean attached = true;
  private Duration run = Duration.ZERO;
  private @Nullable EnforcementPlan planned;
  private final Map<Long, ThreadUse> threads = new HashMap<>();
  private final SchedulerUse use = new SchedulerUse(
      () -> attached ? Optional.<AttachedScheduler>of(scheduler) : Optional.empty(),
      () -> Optional.of(planned == null ? plan() : planned),
      () -> Optional.of(machine));

  private EnforcementPlan plan() {
    return TierPlanner.standard().plan(WorkloadSet.of(web, neighbour), machine);
  }

  private static LayerDelay delay(String waiter, @Nullable String cause, long seconds) {
    return new LayerDelay(waiter, cause, Duration.ofSeconds(seconds), 1);
  }

  private void ran(long key, long millis) {
    threads.merge(
        key,
        new ThreadUse(Duration.ofMillis(millis), Duration.ZERO),
        (before, more) -> new ThreadUse(before.ran().plus(more.ran()), Duration.ZERO));
  }

  private UsageReading look() {
    UsageReading reading =
        new UsageReading(Instant.EPOCH, 0, run, 0, 0, Duration.ZERO, threads, true, 0, 8);
    return use.apply(UsageLook.of(Map.of(ID, reading, STRANGER, reading)))
        .readings()
        .getOrDefault(ID, reading);
  }

  private void delays() {
    scheduler.delays = new LayerDelays(List.of(
        delay("normal", "high", 3),
        delay("normal", "normal", 2),
        delay("normal", null, 1),
        delay("low", "high", 9)));
  }

  @Test
  void apply_containerOfThePlan_hasTheWaitsOfItsLayer() {
    delays();
    neighbour = Workloads.inTier("api", Tier.NORMAL, 500);
    assertThat(look().waits())
        .isEqualTo(new LayerWaits(
            1,
            "normal",
            Map.of("high", Duration.ofSeconds(3), "normal", Duration.ofSeconds(2)),
            Duration.ofSeconds(1)));
  }

  @Test
  void apply_workloadAloneInItsLayer_isToldSoWithAllCauses() {
    delays();
    assertThat(look().waits())
        .isEqualTo(new LayerWaits(
            1,
            "normal",
            Map.of("high", Duration.ofSeconds(3), "normal", Duration.ofSeconds(2)),
            Duration.ofSeconds(1),
            true));
  }

  /** Whoever knows workloads by an orchestrator has unique ids that containers do not tell. */
  @Test
  void apply_memberWithAUid_isFoundByNamespaceAndName() {
    delays();
    web = Workload.builder(new WorkloadId(WEB.id().namespace(), WEB.id().name(), "8f7e-22"))
        .priority(WEB.priority().orElseThrow())
        .build();
    assertThat(Objects.requireNonNull(look().waits()).layer()).isEqualTo("normal");
  }

  @Test
  void apply_containerOfNoPlan_isLeftAsItWas() {
    UsageReading plain = new UsageReading(
        Instant.EPOCH, 0, Duration.ZERO, 0, 0, Duration.ZERO, Map.of(), true, 0, 8);
    assertThat(use.apply(UsageLook.of(Map.of(STRANGER, plain))).readings())
        .isEqualTo(Map.of(STRANGER, plain));
  }

  /** Its threads wait in several layers, and each of those is delayed by the others of the same tier. */
  @Test
  void apply_tierThatProfilesDivide_isLeftAsItWas() {
    delays();
    EnforcementPlan whole = plan();
    List<Layer> layers = new ArrayList<>(whole.layers());
    layers.add(new Layer(
        "normal-yield",
        LayerRole.NORMAL,
        new LayerKind.Open(),
        500,
        Duration.ofMillis(5),
        false,
        false,
        CpuQuantity.ZERO,
        null,
        ThreadTreatment.YIELD));
    planned = new EnforcementPlan(layers, whole.members(), List.of(), List.of());
    ran(1, 0);
    look();
    ran(1, 10);
    UsageReading seen = look();
    assertThat(seen.waits()).isNull();
    assertThat(seen.siblingBusy()).isNull();
    assertThat(scheduler.watched).isEmpty();
  }

  @Test
  void apply_eachAttachment_isToldFromTheOthers() {
    assertThat(look().waits()).extracting(LayerWaits::attachment).isEqualTo(1L);
    attached = false;
    assertThat(look().waits()).isNull();
    attached = true;
    scheduler = new WatchingScheduler();
    assertThat(look().waits()).extracting(LayerWaits::attachment).isEqualTo(3L);
  }

  @Test
  void apply_schedulerThatIsClosedMeanwhile_changesNothing() {
    scheduler.closed = true;
    assertThat(look().waits()).isNull();
  }

  @Test
  void apply_schedulerThatCannotBeRead_changesNothingUntilItCan() {
    scheduler.refusal = new TemperException("the map of delays cannot be read");
    assertThat(look().waits()).isNull();
    scheduler.refusal = null;
    assertThat(look().waits()).isNotNull();
  }

  @Test
  void apply_threadThatCannotBeWatched_hasAllButThat() {
    delays();
    scheduler.watchRefusal = new TemperException("no memory for the watch");
    work();
    assertThat(scheduler.watched).isEmpty();
    assertThat(look().waits()).extracting(LayerWaits::byCause).isNotEqualTo(Map.of());
    scheduler.watchRefusal = null;
    work();
    assertThat(scheduler.watched.keySet()).containsExactly(1);
  }

  @Test
  void siblingBusy_ofTheBusiestThreads_isWeighedByTheirRunTime() {
    for (long key = 1; key <= 6; key++) {
      ran(key, 0);
    }
    look();
    for (long key = 1; key <= 6; key++) {
      ran(key, 100 * key);
    }
    assertThat(look().siblingBusy()).isNull();
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(3, 4, 5, 6);
    scheduler.tell(5, 300, 10, 10, true);
    scheduler.tell(6, 100, 10, 5, false);
    look();
    scheduler.tell(5, 600, 20, 20, true);
    scheduler.tell(6, 200, 20, 5, false);
    assertThat(look().siblingBusy()).isCloseTo(0.75, within(1e-9));
    // One run that does not end is told by what it last began with.
    scheduler.tell(5, 700, 20, 20, true);
    scheduler.tell(6, 500, 20, 5, false);
    assertThat(look().siblingBusy()).isCloseTo(0.25, within(1e-9));
    assertThat(look().siblingBusy()).isNull();
  }

  /** Its other threads may have been there for as long as they ran. */
  @Test
  void siblingBusy_containerOfManyThreads_isWhatOthersDidAtLeast() {
    ran(1, 0);
    ran(2, 0);
    look();
    ran(1, 100);
    ran(2, 100);
    look();
    busyBeside(1);
    look();
    busyBeside(2);
    run = run.plusMillis(400);
    assertThat(look().siblingBusy()).isCloseTo(0.5, within(1e-9));
    busyBeside(3);
    run = run.plusMillis(700);
    assertThat(look().siblingBusy()).isZero();
  }

  /** Since the time before, one ran for 300 ms and one for 100 ms, always beside a busy sibling. */
  private void busyBeside(int times) {
    scheduler.tell(1, 300L * times, 10L * times, 10L * times, true);
    scheduler.tell(2, 100L * times, 10L * times, 10L * times, true);
  }

  @Test
  void siblingBusy_withoutSiblings_isNotMeasured() {
    machine = NodeTopology.parse("8c8t");
    work();
    assertThat(scheduler.watched).isEmpty();
  }

  /** Nobody else runs on its cores. */
  @Test
  void siblingBusy_workloadAloneBehindItsFence_isNotMeasured() {
    web = Workloads.inTier("web", Tier.CRITICAL, 2000);
    neighbour = Workloads.inTier("api", Tier.CRITICAL, 1000);
    assertThat(plan().fencedLayers()).hasSize(1);
    work();
    assertThat(scheduler.watched.keySet()).containsExactly(1);
    neighbour = Workloads.inTier("api", Tier.LOW, 1000);
    assertThat(plan().fencedLayers()).hasSize(1);
    work();
    assertThat(scheduler.watched).isEmpty();
    assertThat(look().waits()).isNotNull();
  }

  private void work() {
    ran(1, 0);
    look();
    ran(1, 100);
    look();
  }

  @Test
  void watches_endWithTheirThreadsAndContainers() {
    for (long key = 1; key <= 2; key++) {
      ran(key, 0);
    }
    look();
    ran(1, 10);
    ran(2, 10);
    look();
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(1, 2);
    threads.remove(2L);
    look();
    assertThat(scheduler.watched.keySet()).containsExactly(1);
    use.apply(UsageLook.of(Map.of()));
    assertThat(scheduler.watched).isEmpty();
  }

  @Test
  void watches_ofThreadsThatWereBusyAtStartUp_goToThoseThatAreBusyThen() {
    for (long key = 1; key <= 8; key++) {
      ran(key, 0);
    }
    look();
    lookAfter(1, 100);
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4);
    for (int looks = 0; looks < SiblingWatches.LOOKS_TO_GIVE_WAY - 1; looks++) {
      lookAfter(5, 100);
    }
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4);
    for (int looks = 0; looks < 4; looks++) {
      lookAfter(5, 100);
    }
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(5, 6, 7, 8);
  }

  @Test
  void watches_ofThreadsThatDoAboutAsMuchAsOthers_stay() {
    for (long key = 1; key <= 8; key++) {
      ran(key, 0);
    }
    look();
    lookAfter(1, 100);
    for (int looks = 0; looks < 3 * SiblingWatches.LOOKS_TO_GIVE_WAY; looks++) {
      for (long key = 1; key <= 4; key++) {
        ran(key, 50);
      }
      lookAfter(5, 100);
    }
    assertThat(scheduler.watched.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void siblingBusy_watchedThreadsThatDidLittleOfAll_saysNothing() {
    ran(1, 0);
    look();
    ran(1, 100);
    look();
    scheduler.tell(1, 100, 10, 10, true);
    look();
    scheduler.tell(1, 350, 20, 20, true);
    run = Duration.ofSeconds(1);
    assertThat(look().siblingBusy()).isNotNull();
    scheduler.tell(1, 599, 30, 30, true);
    run = run.plusSeconds(1);
    assertThat(look().siblingBusy()).isNull();
  }

  /** Four threads have run meanwhile. */
  private void lookAfter(long firstKey, long millis) {
    for (long key = firstKey; key < firstKey + 4; key++) {
      ran(key, millis);
    }
    look();
  }

  @Test
  void watches_areBounded() {
    List<ContainerId> containers = new ArrayList<>();
    List<Workload> workloads = new ArrayList<>();
    Map<ContainerId, UsageReading> readings = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      Workload workload = Workloads.inTier("web" + i, Tier.NORMAL, 10);
      workloads.add(workload);
      containers.add(new ContainerId(workload.id().namespace(), workload.id().name(), ""));
    }
    EnforcementPlan many =
        TierPlanner.standard().plan(WorkloadSet.of(workloads.toArray(Workload[]::new)), machine);
    SchedulerUse bounded = new SchedulerUse(
        () -> Optional.<AttachedScheduler>of(scheduler),
        () -> Optional.of(many),
        () -> Optional.of(machine));
    for (int round = 0; round < 3; round++) {
      long key = 0;
      for (ContainerId id : containers) {
        Map<Long, ThreadUse> its = new HashMap<>();
        for (int thread = 0; thread < 6; thread++) {
          its.put(++key, new ThreadUse(Duration.ofSeconds(round), Duration.ZERO));
        }
        readings.put(
            id,
            new UsageReading(
                Instant.EPOCH, round, Duration.ZERO, 0, 0, Duration.ZERO, its, true, 0, 8));
      }
      bounded.apply(UsageLook.of(readings));
    }
    assertThat(scheduler.watched).hasSize(SiblingWatches.MOST);
  }

  /** What the scheduler says of a thread. */
  static ThreadStats stats(int tid, long ranMillis, long runs, long besideBusy, boolean now) {
    return new ThreadStats(
        tid,
        "normal",
        0,
        0,
        true,
        now,
        Duration.ofMillis(ranMillis),
        Duration.ZERO,
        Duration.ZERO,
        runs,
        besideBusy,
        new Migrations(0, 0, 0, 0));
  }
}
