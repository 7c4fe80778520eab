package io.temper.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.node.NodeTopology;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.CommandPattern;
import io.temper.profile.MachineFilter;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.runtime.placement.GroupCount;
import io.temper.runtime.placement.PlacedThread;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.spi.AttachedScheduler;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfiledThreadsTest {
  private static final String LATENCY = "high/latency";
  private static final String YIELD = "high/yield";

  private static final ProfileCatalog CATALOG = ProfileCatalog.of(List.of(
      profile(
          "jvm",
          ProfileGroup.of("gc", ThreadTreatment.LATENCY, "gc*"),
          ProfileGroup.of("jit", ThreadTreatment.YIELD, "jit*"),
          ProfileGroup.of("pool", ThreadTreatment.NORMAL, "pool*")),
      profile(
          "processes",
          new ProfileGroup(
              "writer",
              ThreadTreatment.YIELD,
              0,
              List.of(),
              List.of(new CommandPattern("db: writer*"))))));

  private static final Workload PLAIN = Workloads.inTier("plain", Tier.HIGH, 500);
  private static final Workload PROFILED = with("jvm");

  private final FakeNode node = new FakeNode();
  private final FakeThreads threads = new FakeThreads();
  private ProfileCatalog catalog = CATALOG;
  private RecordingScheduler scheduler = new RecordingScheduler();
  private final ProfiledThreads profiled = new ProfiledThreads(new ProfiledThreads.Ports(
      () -> node.controller().view(),
      () -> Optional.of(NodeTopology.parse("4c8t")),
      () -> Optional.<AttachedScheduler>of(scheduler),
      () -> catalog,
      threads));

  private static ThreadProfile profile(String id, ProfileGroup... groups) {
    return new ThreadProfile(
        id, "this test", true, List.of(), MachineFilter.ANY, false, List.of(groups));
  }

  private static Workload with(String profile) {
    return Workloads.inTier("profiled", Tier.HIGH, 500).toBuilder()
        .annotations(Map.of("temper.io/workload-profile", profile))
        .build();
  }

  /** Threads by number, in one control group each. */
  private static final class FakeThreads implements ThreadReader {
    final Map<Integer, String> names = new TreeMap<>();
    final Map<Integer, String> commands = new HashMap<>();
    final Map<Integer, Workload> owners = new HashMap<>();
    final List<CgroupPath> asked = new ArrayList<>();
    int namesRead;
    boolean refuses;

    void runs(Workload owner, int tid, String name) {
      names.put(tid, name);
      owners.put(tid, owner);
    }

    void end(int tid) {
      names.remove(tid);
    }

    @Override
    public List<Integer> threadsIn(CgroupPath group) {
      asked.add(group);
      if (refuses) {
        throw new TemperException("the kernel refuses to tell");
      }
      return names.keySet().stream()
          .filter(tid -> Optional.ofNullable(owners.get(tid))
              .flatMap(Workload::cgroup)
              .equals(Optional.of(group)))
          .toList();
    }

    @Override
    public Optional<String> nameOf(int tid) {
      namesRead++;
      return Optional.ofNullable(names.get(tid));
    }

    @Override
    public String commandOf(int tid) {
      return commands.getOrDefault(tid, "");
    }
  }

  @BeforeEach
  void enforce() {
    node.ready(PROFILED, PLAIN);
    node.planner.tells(TierPlanner.with(PlanPolicy.STANDARD.withProfiles(CATALOG)));
    node.cycle();
    threads.runs(PROFILED, 1, "gc 0");
    threads.runs(PROFILED, 2, "jit");
    threads.runs(PROFILED, 3, "pool-1");
    threads.runs(PROFILED, 4, "main");
    threads.runs(PLAIN, 5, "jit");
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      profiled.run();
    }
  }

  @Test
  void run_threadsOfAProfiledWorkload_areInTheLayersOfTheirGroups() {
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY, 2, YIELD));
    assertThat(profiled.placement().workloads()).isEqualTo(1);
    assertThat(profiled.placement().groups())
        .containsExactly(
            new GroupCount(PROFILED.id(), "gc", ThreadTreatment.LATENCY, 1),
            new GroupCount(PROFILED.id(), "jit", ThreadTreatment.YIELD, 1),
            new GroupCount(PROFILED.id(), "pool", ThreadTreatment.NORMAL, 1));
    assertThat(profiled.placement().threads(ThreadTreatment.YIELD)).isEqualTo(1);
    assertThat(profiled.placement().assigned()).isEqualTo(2);
  }

  private Map<Integer, String> expected() {
    return profiled.expected().stream()
        .collect(Collectors.toMap(ExpectedThread::tid, ExpectedThread::layer));
  }

  /** What the scheduler was told is another question. */
  @Test
  void expected_afterARound_isWhatThePlanAndTheProfileSay() {
    String own = "high";
    assertThat(profiled.expected()).isEmpty();
    scheduler.missingLayers.add(YIELD);
    profiled.run();
    assertThat(expected()).isEqualTo(Map.of(1, LATENCY, 2, YIELD, 3, own, 4, own));
    assertThat(profiled.expected())
        .contains(
            new ExpectedThread(PROFILED.id(), PROFILED.cgroup().orElseThrow(), 2, "jit", YIELD));
    threads.end(1);
    profiled.run();
    assertThat(expected()).isEqualTo(Map.of(2, YIELD, 3, own, 4, own));
    node.runs(PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(profiled.expected()).isEmpty();
  }

  @Test
  void placed_afterARound_hasAllThreadsOfProfiledWorkloads() {
    assertThat(profiled.placed()).isEmpty();
    profiled.run();
    assertThat(profiled.placed().orElseThrow()).singleElement().satisfies(workload -> {
      assertThat(workload.workload()).isEqualTo(PROFILED.id());
      assertThat(workload.profile()).isEqualTo("jvm");
      assertThat(workload.threads()).containsOnlyKeys(1, 2, 3, 4);
      assertThat(workload.threads().get(2))
          .isEqualTo(
              new PlacedThread("jit", "", new PlacedGroup("jit", ThreadTreatment.YIELD), YIELD));
      assertThat(workload.threads().get(4)).isEqualTo(new PlacedThread("main", "", null, null));
    });
    node.asks(SafeModeOrigin.FILE);
    node.cycle();
    profiled.run();
    assertThat(profiled.placed()).isEmpty();
  }

  @Test
  void run_groupsWithoutAProfile_areNotLookedAt() {
    rounds(10);
    assertThat(threads.asked).containsOnly(PROFILED.cgroup().orElseThrow());
  }

  @Test
  void run_nothingNew_readsFewNames() {
    profiled.run();
    int before = threads.namesRead;
    rounds(5);
    assertThat(threads.namesRead - before).isEqualTo(4);
  }

  @Test
  void run_newThread_isPlacedInTheNextRound() {
    profiled.run();
    threads.runs(PROFILED, 9, "jit 2");
    profiled.run();
    assertThat(scheduler.notes).containsEntry(9, YIELD);
  }

  @Test
  void run_renamedThread_isPlacedWithinFiveRounds() {
    profiled.run();
    threads.runs(PROFILED, 4, "gc late");
    threads.runs(PROFILED, 2, "main too");
    rounds(5);
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY, 4, LATENCY));
  }

  @Test
  void run_numberOfAnEndedThreadUsedAgain_isNotedAgain() {
    profiled.run();
    scheduler.notes.remove(1);
    rounds(5);
    assertThat(scheduler.notes).containsEntry(1, LATENCY);
  }

  @Test
  void run_threadEndsWhileItIsLookedAt_isForgotten() {
    threads.names.put(1, "gc 0");
    scheduler.ended.add(1);
    profiled.run();
    threads.end(2);
    rounds(1);
    assertThat(scheduler.notes).isEmpty();
    assertThat(profiled.placement().failures()).isZero();
    assertThat(profiled.placement().threads(ThreadTreatment.YIELD)).isZero();
  }

  @Test
  void run_profileWithdrawn_releasesAllThreads() {
    profiled.run();
    node.runs(Workloads.inTier("profiled", Tier.HIGH, 500), PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(scheduler.notes).isEmpty();
    assertThat(profiled.placement().workloads()).isZero();
  }

  @Test
  void run_otherCatalog_placesByIt() {
    profiled.run();
    catalog = ProfileCatalog.of(
        List.of(profile("jvm", ProfileGroup.of("pool", ThreadTreatment.YIELD, "pool*"))));
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(3, YIELD));
    catalog = ProfileCatalog.EMPTY;
    profiled.run();
    assertThat(scheduler.notes).isEmpty();
  }

  @Test
  void run_otherProfile_placesByIt() {
    profiled.run();
    threads.commands.put(4, "db: writer 1");
    node.runs(with("processes"), PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(4, YIELD));
  }

  @Test
  void run_workloadChangesItsTier_placesInThatTier() {
    profiled.run();
    node.runs(
        Workloads.inTier("profiled", Tier.NORMAL, 500).toBuilder()
            .annotations(PROFILED.annotations())
            .build(),
        PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(2, "normal/yield"));
  }

  @Test
  void run_workloadLosesItsTierAndCannotBeRead_leavesTheLayersOfThatTier() {
    profiled.run();
    threads.refuses = true;
    node.runs(
        Workloads.inTier("profiled", Tier.NORMAL, 500).toBuilder()
            .annotations(PROFILED.annotations())
            .build(),
        PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(scheduler.notes).isEmpty();
  }

  @Test
  void run_processThatNamesItselfLater_isPlacedWithinFiveRounds() {
    node.runs(with("processes"), PLAIN);
    node.pass(Duration.ofSeconds(1));
    profiled.run();
    assertThat(scheduler.notes).isEmpty();
    threads.commands.put(4, "db: writer 1");
    rounds(5);
    assertThat(scheduler.notes).isEqualTo(Map.of(4, YIELD));
  }

  @Test
  void run_nothingNew_countsNoPlacement() {
    profiled.run();
    rounds(10);
    assertThat(profiled.placement().assigned()).isEqualTo(2);
  }

  @Test
  void run_layerNotYetInForce_isTriedAgainWithoutAFailure() {
    scheduler.missingLayers.add(YIELD);
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY));
    scheduler.missingLayers.clear();
    profiled.run();
    assertThat(scheduler.notes).containsEntry(2, YIELD);
    assertThat(profiled.placement().failures()).isZero();
  }

  @Test
  void run_groupThatCannotBeRead_keepsWhatWasPlacedAndSaysWhy() {
    profiled.run();
    threads.refuses = true;
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY, 2, YIELD));
    assertThat(profiled.placement().problem()).isEqualTo("the kernel refuses to tell");
    assertThat(profiled.placement().failures()).isEqualTo(1);
    threads.refuses = false;
    profiled.run();
    assertThat(profiled.placement().problem()).isNull();
  }

  @Test
  void run_schedulerThatCannotNote_isCountedAndTriedAgain() {
    scheduler.broken = true;
    profiled.run();
    assertThat(profiled.placement().failures()).isEqualTo(2);
    assertThat(profiled.placement().problem()).contains("the kernel has no room");
    scheduler.broken = false;
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY, 2, YIELD));
  }

  @Test
  void run_schedulerClosedMeanwhile_isNoFailure() {
    scheduler.closed = true;
    profiled.run();
    assertThat(profiled.placement().failures()).isZero();
    assertThat(profiled.placement().workloads()).isZero();
  }

  @Test
  void run_anotherScheduler_isToldEverythingAnew() {
    profiled.run();
    scheduler = new RecordingScheduler();
    profiled.run();
    assertThat(scheduler.notes).isEqualTo(Map.of(1, LATENCY, 2, YIELD));
  }

  @Test
  void run_safeMode_touchesNothing() {
    profiled.run();
    node.asks(SafeModeOrigin.FILE);
    node.cycle();
    scheduler.calls.clear();
    threads.asked.clear();
    profiled.run();
    assertThat(scheduler.calls).isEmpty();
    assertThat(threads.asked).isEmpty();
    assertThat(profiled.placement().workloads()).isZero();
  }
}
