package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.runtime.ControllerOptions.Mode;
import io.temper.runtime.status.FeedHealth;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.spi.ProbeResult.Finding;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the loop promises about plans: from the sources to what is in force. */
class NodeControllerTest {
  private static final Workload WEB = inTier("web", Tier.HIGH, 1000);
  private static final Workload API = inTier("api", Tier.HIGH, 10);
  private static final Workload BATCH = inTier("batch", Tier.BACKGROUND, 0);

  private final FakeNode node = new FakeNode();

  @Test
  void start_nothingHeard_isIdleAndNamesWhatIsMissing() {
    assertThat(node.cycle().state()).isEqualTo(new NodeState.Idle("not known yet: workloads"));
    assertThat(node.isOnStockScheduler()).isTrue();
  }

  @Test
  void start_sourceFails_isIdleWithItsReason() {
    node.workloads.fails("pods.toml: line 3: no such key");
    assertThat(node.cycle().state().reason()).isEqualTo("pods.toml: line 3: no such key");
  }

  @Test
  void start_oneSourceMissing_attachesNothing() {
    node.ready(WEB);
    var deaf = new FakeNode();
    deaf.workloads.tells(node.workloads.latest().last().orElseThrow());
    deaf.topology.tells(NodeTopology.parse("4c8t"));
    deaf.planner.tells(TierPlanner.standard());
    assertThat(deaf.cycle().state().label()).isEqualTo("idle");
    assertThat(deaf.host.attachments()).isZero();
  }

  @Test
  void everythingHeard_attachesOnceWithAllOfIt() {
    NodeStatus status = node.ready(WEB, BATCH).cycle();
    assertThat(status.state()).isEqualTo(new NodeState.Enforcing());
    assertThat(status.generation()).isEqualTo(1);
    assertThat(node.inForce().members()).hasSize(2);
  }

  @Test
  void nothingChanges_nothingIsWritten() {
    node.ready(WEB, BATCH).cycle();
    KernelConfig before = node.inForce();
    NodeStatus later = node.pass(Duration.ofSeconds(10));
    assertThat(node.inForce()).isSameAs(before);
    assertThat(later.publishes()).isZero();
    assertThat(later.attachments()).isEqualTo(1);
  }

  @Test
  void newMemberOfAKnownLayer_isPublishedAtOnce() {
    node.ready(WEB, BATCH).cycle();
    node.runs(WEB, API, BATCH);
    NodeStatus status = node.cycle();
    assertThat(node.inForce().members()).hasSize(3);
    assertThat(status.generation()).isEqualTo(2);
    assertThat(node.host.attachments()).isEqualTo(1);
  }

  @Test
  void newMemberThatMovesTheWeight_isInItsLayerAtOnceAndTheWeightFollows() {
    node.ready(WEB, BATCH).cycle();
    List<?> layers = node.inForce().layers();
    node.runs(WEB, inTier("large", Tier.HIGH, 3000), BATCH);
    node.cycle();
    assertThat(node.inForce().members()).hasSize(3);
    assertThat(node.inForce().layers()).isEqualTo(layers);
    node.pass(Duration.ofMillis(50));
    assertThat(node.inForce().layers()).isNotEqualTo(layers);
  }

  @Test
  void firstMemberOfATier_isPublishedOnceTheShapeRests() {
    node.ready(WEB).cycle();
    node.runs(WEB, BATCH);
    node.cycle();
    assertThat(node.inForce().members()).hasSize(1);
    assertThat(node.rest()).isEqualTo(Duration.ofMillis(50));
    node.pass(Duration.ofMillis(50));
    assertThat(node.inForce().members()).hasSize(2);
  }

  @Test
  void shapeThatNeverRests_isPublishedAllTheSame() {
    node.ready(WEB).cycle();
    for (int i = 0; i < 25; i++) {
      node.runs(WEB, inTier("large", Tier.HIGH, 2000 + i * 500L), BATCH);
      node.cycle();
      node.pass(Duration.ofMillis(20));
    }
    assertThat(node.pass(Duration.ZERO).publishes()).isBetween(1L, 2L);
    assertThat(node.inForce().members()).hasSize(3);
  }

  @Test
  void weightThatMovesALittle_staysAsItIs() {
    node.ready(inTier("web", Tier.HIGH, 900)).cycle();
    KernelConfig before = node.inForce();
    node.runs(inTier("web", Tier.HIGH, 901));
    node.cycle();
    node.pass(Duration.ofSeconds(2));
    assertThat(node.inForce()).isSameAs(before);
  }

  @Test
  void controlGroupMadeAgain_isFoundAgain() {
    node.ready(WEB).cycle();
    node.remade(WEB);
    node.runs(WEB);
    node.cycle();
    assertThat(node.inForce().members().firstKey()).isGreaterThanOrEqualTo(10_000L);
  }

  @Test
  void sourceThatFails_leavesThePlanAndIsNamed() {
    node.ready(WEB).cycle();
    node.workloads.fails("connection refused");
    NodeStatus status = node.pass(Duration.ofMinutes(5));
    assertThat(status.state().isEnforcing()).isTrue();
    assertThat(status.feeds()).anyMatch(feed -> isKnown(feed, "workloads", "connection refused"));
  }

  @Test
  void sourceThatHangs_leavesThePlanAndIsNamed() {
    node.ready(WEB).cycle();
    node.workloads.hangsSince(node.ticker.nanos());
    assertThat(node.cycle().feeds()).anyMatch(feed -> isKnown(feed, "workloads", null));
    NodeStatus status = node.pass(Duration.ofSeconds(7));
    assertThat(status.state().isEnforcing()).isTrue();
    assertThat(status.feeds().get(0).problem()).contains("workloads", "has not answered for 7 s");
  }

  @Test
  void cpuThatGoesAway_isPlannedFor() {
    node.ready(WEB).cycle();
    node.topology.tells(NodeTopology.parse("3c6t"));
    node.cycle();
    node.pass(Duration.ofMillis(60));
    assertThat(node.inForce().cpus()).hasSize(6);
    assertThat(node.host.attachments()).isEqualTo(1);
  }

  @Test
  void otherConfiguration_isPlannedForWithoutDetaching() {
    node.ready(inTier("web", Tier.CRITICAL, 1000)).cycle();
    assertThat(node.inForce().layers()).anyMatch(layer -> layer.name().equals("critical"));
    var all = new PriorityThresholds(2_000_000, 1_500_000, 0, -100);
    node.planner.tells(
        TierPlanner.with(PlanPolicy.STANDARD.withTierPolicy(TierPolicy.byPriority(all))));
    node.cycle();
    node.pass(Duration.ofMillis(60));
    assertThat(node.inForce().layers()).noneMatch(layer -> layer.name().equals("critical"));
    assertThat(node.host.attachments()).isEqualTo(1);
  }

  @Test
  void configurationThatBecomesWrong_leavesTheOneBefore() {
    node.ready(WEB).cycle();
    node.planner.fails("temper.toml:3:1: there is no key 'x'");
    node.runs(WEB, API);
    assertThat(node.cycle().state().isEnforcing()).isTrue();
    assertThat(node.inForce().members()).hasSize(2);
    assertThat(node.cycle().feeds())
        .anyMatch(feed -> isKnown(feed, "configuration", "temper.toml:3:1: there is no key 'x'"));
  }

  @Test
  void observing_plansAndNeverAttaches() {
    var watched = new FakeNode(ControllerOptions.STANDARD.withMode(Mode.OBSERVE)).ready(WEB);
    NodeStatus status = watched.pass(Duration.ofSeconds(5));
    assertThat(status.state()).isEqualTo(new NodeState.Observing());
    assertThat(status.plan()).isNotNull();
    assertThat(watched.host.attachments()).isZero();
  }

  @Test
  void objection_isARefusalUntilItIsGone() {
    var limit = new Finding("cpu-limits", "1 cgroup has a limit", "remove it");
    node.ready(WEB).cycle();
    node.objections.tells(List.of(limit));
    assertThat(node.cycle().state()).isEqualTo(new NodeState.Refused(List.of(limit), null));
    assertThat(node.isOnStockScheduler()).isTrue();
    node.objections.tells(List.of());
    assertThat(node.cycle().state().isEnforcing()).isTrue();
  }

  @Test
  void workloadsThatCannotBePlanned_leaveThePlanBefore() {
    node.ready(WEB).cycle();
    KernelConfig before = node.inForce();
    node.topology.tells(TooManyCpus.topology());
    NodeStatus status = node.pass(Duration.ofSeconds(1));
    assertThat(node.inForce()).isSameAs(before);
    assertThat(status.state().isEnforcing()).isTrue();
    assertThat(status.planProblem()).contains("limits");
  }

  @Test
  void workloadsThatCannotBePlannedAtAll_areARefusal() {
    node.ready(WEB);
    node.topology.tells(TooManyCpus.topology());
    assertThat(node.cycle().state()).isInstanceOf(NodeState.Refused.class);
    assertThat(node.state().reason()).contains("limits");
  }

  @Test
  void memberWithoutAControlGroup_isNamedAndFoundLater() {
    node.ready();
    node.workloads.tells(new NodeWorkloads(WorkloadSet.of(WEB), new TreeMap<>()));
    assertThat(node.cycle().unresolved()).containsExactly("test/web");
    node.runs(WEB);
    assertThat(node.cycle().unresolved()).isEmpty();
    assertThat(node.inForce().members()).hasSize(1);
  }

  @Test
  void publishThatFailed_evenTheSamePlanIsWrittenAgain() {
    node.ready(inTier("web", Tier.HIGH, 1000)).cycle();
    node.host.publishFails("the kernel refused a write");
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("api", Tier.HIGH, 10));
    assertThat(node.cycle().planProblem()).contains("refused a write");
    node.runs(inTier("web", Tier.HIGH, 1000));
    node.host.publishFails(null);
    NodeStatus status = node.pass(Duration.ofSeconds(1));
    assertThat(status.planProblem()).isNull();
    assertThat(status.generation()).isEqualTo(2);
    assertThat(node.inForce().generation()).isEqualTo(2);
    assertThat(node.pass(Duration.ofSeconds(10)).publishes()).isEqualTo(1);
  }

  /** It is tried again and again, and between two attempts members of known layers are published. */
  @Test
  void shapeThatIsRefused_isSaidUntilItIsInForce() {
    node.ready(inTier("web", Tier.HIGH, 1000)).cycle();
    int layers = node.inForce().layers().size();
    node.host.publishRefuses(config -> config.layers().size() != layers);
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("low", Tier.LOW, 10));
    node.pass(Duration.ofSeconds(2));
    for (int cycle = 0; cycle < 10; cycle++) {
      if (cycle == 5) {
        node.runs(
            inTier("web", Tier.HIGH, 1000),
            inTier("low", Tier.LOW, 10),
            inTier("web-2", Tier.HIGH, 0));
      }
      node.ticker.advance(node.rest());
      assertThat(node.cycle().planProblem()).as("cycle %d", cycle).contains("told to refuse it");
    }
    node.host.publishRefuses(config -> false);
    assertThat(node.pass(Duration.ofSeconds(2)).planProblem()).isNull();
    assertThat(node.inForce().layers().size()).isGreaterThan(layers);
  }

  @Test
  void shapeThatWasRefused_isNotSaidOnceTheSchedulerEnded() {
    node.ready(inTier("web", Tier.HIGH, 1000)).cycle();
    node.host.publishRefuses(config -> true);
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("low", Tier.LOW, 10));
    assertThat(node.pass(Duration.ofSeconds(2)).planProblem()).isNotNull();

    node.host.eject(FakeNode.STALL);

    assertThat(node.cycle().planProblem()).isNull();
    assertThat(node.state()).isInstanceOf(NodeState.Ejected.class);
  }

  @Test
  void shapeThatIsRefused_isNotSaidAnyMoreOnceItIsNotWanted() {
    node.ready(inTier("web", Tier.HIGH, 1000)).cycle();
    int layers = node.inForce().layers().size();
    node.host.publishRefuses(config -> config.layers().size() != layers);
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("low", Tier.LOW, 10));
    assertThat(node.pass(Duration.ofSeconds(2)).planProblem()).isNotNull();

    node.runs(inTier("web", Tier.HIGH, 1000));

    assertThat(node.cycle().planProblem()).isNull();
  }

  private static boolean isKnown(FeedHealth feed, String name, @Nullable String problem) {
    return feed.name().equals(name) && feed.known() && Objects.equals(feed.problem(), problem);
  }
}
