package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import io.temper.plan.diff.DecisionChange;
import io.temper.plan.diff.PlanChange.Reach;
import io.temper.plan.diff.PlanDiff;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a difference of plans says is what the kernel gets to see. */
class PlanDiffPropertiesTest {
  private static final KernelCompiler COMPILER =
      new KernelCompiler(CompiledPlanCheck.ROOMY, FairnessBounds.STANDARD);

  private final TierPlanner planner = TierPlanner.standard();

  @Test
  void between_aPlanAndItself_isEmpty() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = planner.plan(set, node);
      assertThat(PlanDiff.between(plan, plan).isEmpty()).isTrue();
    });
  }

  @Test
  void reach_isNeverLessThanWhatTheKernelIsWritten() {
    forAll(Workloads.sets(), Workloads.sets(), Topologies.any())
        .check((before, after, node) ->
            assertReach(planner.plan(before, node), planner.plan(after, node), node));
  }

  @Test
  void reach_ofOneWorkloadMore_isNeverLessThanWhatTheKernelIsWritten() {
    forAll(Workloads.sets(), Arbitrary.oneOf(List.of(Tier.values())), Topologies.any())
        .check((set, tier, node) -> {
          EnforcementPlan before = planner.plan(set, node);
          WorkloadSet more = with(set, Workloads.inTier("one-more", tier, 0));
          EnforcementPlan after = planner.plan(more, node, PlanContext.after(before));
          assertReach(before, after, node);
          assertThat(PlanDiff.between(before, after).cost().joined()).isEqualTo(1);
        });
  }

  @Test
  void between_theOtherWayRound_hasTheSameCost() {
    forAll(Workloads.sets(), Workloads.sets(), Topologies.any()).check((one, other, node) -> {
      var there =
          PlanDiff.between(planner.plan(one, node), planner.plan(other, node)).cost();
      var back =
          PlanDiff.between(planner.plan(other, node), planner.plan(one, node)).cost();
      assertThat(back.reach()).isEqualTo(there.reach());
      assertThat(back.cpusChangingOwner()).isEqualTo(there.cpusChangingOwner());
      assertThat(back.cpusChangingPreference()).isEqualTo(there.cpusChangingPreference());
      assertThat(back.moved()).isEqualTo(there.moved());
      assertThat(back.joined()).isEqualTo(there.left());
    });
  }

  private static void assertReach(
      EnforcementPlan before, EnforcementPlan after, NodeTopology node) {
    PlanDiff diff = PlanDiff.between(before, after);
    KernelChange change = KernelChange.between(config(before, node), config(after, node));
    assertThat(diff.cost().reach()).isGreaterThanOrEqualTo(reachOf(change));
    assertThat(diff.changes()).allMatch(each -> each.sentence().endsWith("."));
    boolean nothingButDecisions =
        diff.changes().stream().allMatch(DecisionChange.class::isInstance);
    assertThat(diff.cost().reach() == Reach.NOTHING).isEqualTo(nothingButDecisions);
  }

  private static Reach reachOf(KernelChange change) {
    if (change instanceof KernelChange.None) {
      return Reach.NOTHING;
    }
    return change instanceof KernelChange.Members ? Reach.MEMBERS : Reach.SHAPE;
  }

  private static KernelConfig config(EnforcementPlan plan, NodeTopology node) {
    return COMPILER.compile(plan, node, CompiledPlanCheck::idOf, 1).config();
  }

  private static WorkloadSet with(WorkloadSet set, Workload more) {
    List<Workload> all = new ArrayList<>(set.asList());
    all.add(more);
    return WorkloadSet.of(all);
  }
}
