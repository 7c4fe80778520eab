package io.temper.agent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.agent.SampleObservation;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.lint.LintResult;
import io.temper.lint.Linter;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.runtime.NodeView;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierReason;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeLintTest {
  private static final NodeState EJECTED = new NodeState.Ejected(
      SchedulerExit.of(1026, 0, "stall", "", ""), Circuit.Position.CLOSED, Duration.ofSeconds(1));
  private static final NodeState ENFORCING = new NodeState.Enforcing();

  private final AtomicReference<LintInput> asked = new AtomicReference<>();
  private NodeState state = ENFORCING;
  private Optional<SchedulerObservation> scheduler = Optional.empty();
  private @Nullable EnforcementPlan plan;
  private long nanos;
  private long cost;
  private TierPolicy tiers = TierPolicy.standard();
  private final NodeLint lint = new NodeLint(
      Linter.standard(),
      new NodeLint.Ports(
          this::node,
          () -> tiers,
          () -> Optional.of(NodeTopology.parse("4c8t")),
          () -> scheduler,
          input -> {
            asked.set(input);
            nanos += cost;
            return input;
          },
          new Ticker() {
            @Override
            public long nanos() {
              return nanos;
            }

            @Override
            public Instant now() {
              return SampleStatus.NOW.plusNanos(nanos);
            }
          }),
      NodeLint.Pace.STANDARD);

  private NodeView node() {
    NodeStatus from = SampleObservation.of(state, Duration.ZERO, null).status();
    var status = new NodeStatus(
        from.state(),
        from.since(),
        from.generation(),
        from.attachments(),
        from.publishes(),
        plan,
        from.planProblem(),
        from.leftProblem(),
        from.unresolved(),
        from.safeMode(),
        from.feeds(),
        from.circuit(),
        from.lastExit(),
        from.tally());
    return new NodeView(status, null, null);
  }

  private LintObservation sample(NodeState next) {
    state = next;
    nanos += Duration.ofSeconds(10).toNanos();
    return lint.get().found();
  }

  private static List<String> violated(LintObservation observation) {
    return observation.report().violations().stream()
        .map((LintResult result) -> result.id().value())
        .toList();
  }

  @Test
  void get_violationThatPersists_countsFromTheThirdSampleOn() {
    assertThat(violated(sample(EJECTED))).isEmpty();
    assertThat(violated(sample(EJECTED))).isEmpty();
    LintObservation third = sample(EJECTED);

    assertThat(violated(third)).containsExactly("not_enforcing");
    assertThat(LintProblem.of(third))
        .contains("the linter finds not_enforcing violated: see 'temper lint'");
    assertThat(third.outcomes()).containsEntry("violation", 1L);
    assertThat(third.outcomes().get("could_not_check")).isGreaterThan(10);
  }

  @Test
  void get_allIsWell_isNoProblem() {
    assertThat(LintProblem.of(sample(ENFORCING))).isEmpty();
    assertThat(sample(ENFORCING).outcomes()).doesNotContainKey("violation");
  }

  @Test
  void get_twoReadingsOfOneAttachment_makeAWindow() {
    scheduler = observation();
    sample(ENFORCING);
    assertThat(asked.get().knows(Fact.SCHEDULER)).isFalse();
    sample(ENFORCING);
    assertThat(asked.get().get(Fact.SCHEDULER).window()).isEqualTo(Duration.ofSeconds(10));
    scheduler = Optional.empty();
    sample(ENFORCING);
    assertThat(asked.get().knows(Fact.SCHEDULER)).isFalse();
    scheduler = observation();
    sample(ENFORCING);
    assertThat(asked.get().knows(Fact.SCHEDULER)).isFalse();
  }

  @Test
  void get_sampleThatTookLong_isFollowedByARestOf2500Times() {
    cost = Duration.ofMillis(50).toNanos();
    LintObservation first = sample(ENFORCING);
    for (int i = 0; i < 12; i++) {
      assertThat(sample(ENFORCING)).isSameAs(first);
    }
    assertThat(sample(ENFORCING)).isNotSameAs(first);
  }

  @Test
  void get_planThatComesAfterASample_isLookedAtWithoutTheRest() {
    cost = Duration.ofMillis(128).toNanos();
    LintObservation early = sample(ENFORCING);
    assertThat(asked.get().knows(Fact.PLAN)).isFalse();
    assertThat(sample(ENFORCING)).isSameAs(early);

    plan = TierPlanner.standard().plan(WorkloadSet.empty(), NodeTopology.parse("4c8t"));
    LintObservation planned = sample(ENFORCING);
    assertThat(asked.get().knows(Fact.PLAN)).isTrue();
    assertThat(sample(ENFORCING)).isSameAs(planned).isNotSameAs(early);
  }

  @Test
  void get_pause_isTheRestButNeverLessThanTenSeconds() {
    LintSample quick = lint.get();
    assertThat(quick.pause()).isEqualTo(NodeLint.Pace.STANDARD.pause());
    assertThat(quick.takenNanos()).isEqualTo(nanos);

    cost = Duration.ofMillis(50).toNanos();
    sample(ENFORCING);
    assertThat(lint.get().pause()).isEqualTo(Duration.ofSeconds(125));
    assertThat(lint.get().takenNanos()).isEqualTo(nanos);
  }

  @Test
  void get_configuredTiers_areThoseOfTheMoment() {
    sample(ENFORCING);
    assertThat(asked.get().tiers()).isSameAs(tiers);
    tiers = workload ->
        new TierAssignment.InTier(Tier.LOW, new TierReason.ByDefault(Tier.LOW), List.of());
    sample(ENFORCING);
    assertThat(asked.get().tiers()).isSameAs(tiers);
  }

  @Test
  void get_noPlan_saysSo() {
    sample(ENFORCING);
    assertThat(asked.get().whyUnknown(Fact.PLAN)).isEqualTo("there is none yet");
    assertThat(asked.get().get(Fact.CONDITION).state()).isEqualTo("enforcing");
    assertThat(asked.get().get(Fact.TOPOLOGY).online().size()).isEqualTo(8);
  }

  private static Optional<SchedulerObservation> observation() {
    var layers = SampleLayers.after(3);
    return Optional.of(new SchedulerObservation(layers.snapshot(), layers.delays(), List.of()));
  }
}
