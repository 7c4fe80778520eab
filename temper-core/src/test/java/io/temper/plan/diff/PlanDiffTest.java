package io.temper.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.PlanContext;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.plan.WorkloadSample;
import io.temper.plan.diff.PlanChange.Reach;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
  private static final NodeTopology NODE = NodeTopology.parse("4c8t");
  private static final Workload WEB = pod("web", Tier.CRITICAL, 2000);
  private static final Workload API = pod("api", Tier.HIGH, 1000);
  private static final Workload BATCH = pod("batch", Tier.BACKGROUND, 0);

  private static Workload pod(String name, Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("shop", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  private static EnforcementPlan plan(Workload... workloads) {
    return TierPlanner.standard().plan(WorkloadSet.of(workloads), NODE);
  }

  private static PlanDiff diff(EnforcementPlan before, Workload... after) {
    return PlanDiff.between(
        before,
        TierPlanner.standard().plan(WorkloadSet.of(after), NODE, PlanContext.after(before)));
  }

  private static List<String> sentences(PlanDiff diff) {
    return diff.changes().stream()
        .filter(change -> !(change instanceof DecisionChange))
        .map(PlanChange::sentence)
        .toList();
  }

  @Test
  void between_equalPlans_isEmptyAndCostsNothing() {
    PlanDiff diff = diff(plan(WEB, API), WEB, API);
    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.cost()).isEqualTo(new PlanCost(Reach.NOTHING, 0, 0, 0, 0, 0));
    assertThat(diff.cost().sentence()).isEqualTo("Nothing is written to the kernel.");
  }

  @Test
  void between_oneMoreMemberWithoutARequest_isEntriesOnly() {
    PlanDiff diff = diff(plan(WEB, BATCH), WEB, BATCH, pod("cron", Tier.BACKGROUND, 0));
    assertThat(sentences(diff)).containsExactly("shop/cron joins layer background.");
    assertThat(diff.cost()).isEqualTo(new PlanCost(Reach.MEMBERS, 0, 0, 0, 1, 0));
    assertThat(diff.cost().sentence())
        .isEqualTo("Entries of single control groups are written: 1 workload joins.");
  }

  @Test
  void between_aFenceThatGrows_namesTheCpusAndWhoLosesThem() {
    PlanDiff diff = diff(plan(WEB, API), WEB, API, pod("db", Tier.CRITICAL, 4000));
    assertThat(sentences(diff))
        .containsExactly(
            "Layer critical gains CPUs 2-3,6-7.",
            "The weight of layer critical goes from 5260 to 5328.",
            "Layer high loses CPU 2.",
            "shop/db joins layer critical.");
    assertThat(diff.cost()).isEqualTo(new PlanCost(Reach.SHAPE, 4, 0, 0, 1, 0));
    assertThat(diff.cost().sentence())
        .isEqualTo("The configuration is exchanged as a whole, without detaching: 4 CPUs change"
            + " owner, 1 workload joins.");
  }

  @Test
  void between_aFenceThatIsLost_saysWhatItBecomesAndWhy() {
    PlanDiff diff = diff(plan(WEB), WEB, pod("db", Tier.CRITICAL, 5000));
    assertThat(sentences(diff))
        .contains("Layer critical was confined to CPUs 1,5, and becomes grouped around CPUs"
            + " 1-3,5-7.");
    assertThat(diff.changes())
        .anyMatch(change -> change instanceof DecisionChange.DecisionAppeared appeared
            && appeared.decision() instanceof Decision.Demoted);
  }

  @Test
  void between_theSameDecisionWithOtherNumbers_isOneChange() {
    PlanDiff diff = diff(plan(pod("a", Tier.CRITICAL, 7000)), pod("a", Tier.CRITICAL, 8000));
    assertThat(diff.changes())
        .contains(new DecisionChange.DecisionChanged(
            new Decision.Demoted("critical", 7, 4, 3, WorkloadSample.none()),
            new Decision.Demoted("critical", 8, 4, 3, WorkloadSample.none())))
        .filteredOn(DecisionChange.class::isInstance)
        .hasSize(1);
  }

  @Test
  void between_anotherTier_isAMoveAndALayerMoreAndLess() {
    PlanDiff diff = diff(plan(API), pod("api", Tier.LOW, 1000));
    assertThat(sentences(diff))
        .containsExactly(
            "Layer low is new: open.",
            "Layer high is gone: it was grouped around CPU 1.",
            "shop/api moves from layer high to low.");
    assertThat(diff.cost()).isEqualTo(new PlanCost(Reach.SHAPE, 0, 1, 1, 0, 0));
  }

  @Test
  void between_anotherControlGroup_isAnEntry() {
    Workload placed = WEB.toBuilder().cgroup(new CgroupPath("/kubepods/a")).build();
    assertThat(sentences(diff(plan(WEB), placed)))
        .containsExactly("shop/web is found in the control group /kubepods/a instead of none.");
  }

  @Test
  void between_otherSystemGroups_namesThem() {
    TierPlanner other = TierPlanner.with(
        PlanPolicy.STANDARD.withSystemCgroups(List.of(new CgroupPath("/system.slice"))));
    EnforcementPlan after = other.plan(WorkloadSet.of(WEB), NODE);
    assertThat(sentences(PlanDiff.between(plan(WEB), after)))
        .containsExactly("The control group /system.slice joins the system layer.");
    assertThat(sentences(PlanDiff.between(after, plan(WEB))))
        .containsExactly("The control group /system.slice leaves the system layer.");
  }

  @Test
  void between_anotherCeiling_namesBoth() {
    TierPlanner capped = TierPlanner.with(
        PlanPolicy.STANDARD.withCeilings(Map.of(Tier.HIGH, CpuQuantity.ofCpus(2))));
    EnforcementPlan after = capped.plan(WorkloadSet.of(API), NODE);
    assertThat(sentences(PlanDiff.between(plan(API), after)))
        .containsExactly("The ceiling of layer high goes from none to 2 CPUs.");
  }

  @Test
  void between_otherSliceAndRights_namesThem() {
    EnforcementPlan before = plan(API);
    List<Layer> layers = before.layers().stream()
        .map(layer -> layer.role() == LayerRole.HIGH
            ? new Layer(
                layer.name(),
                LayerRole.NORMAL,
                layer.kind(),
                layer.weight(),
                Duration.ofMillis(1),
                false,
                false,
                layer.requested(),
                null)
            : layer)
        .toList();
    EnforcementPlan after =
        new EnforcementPlan(layers, before.members(), List.of(), before.decisions());
    assertThat(sentences(PlanDiff.between(before, after)))
        .containsExactly(
            "The slice of layer high goes from 10000 to 1000 us.",
            "Layer high has rank 3 now, is not protected and preempts nobody.");
  }

  @Test
  void between_manyDifferences_namesLayersByRankThenMembersByIdThenDecisions() {
    EnforcementPlan before = plan(WEB, pod("old", Tier.NORMAL, 0), pod("zoo", Tier.LOW, 0));
    PlanDiff diff = diff(before, WEB, API, BATCH, pod("zoo", Tier.BACKGROUND, 0));

    assertThat(diff.changes())
        .extracting(PlanChange::name)
        .containsExactly(
            "WeightChanged",
            "LayerAdded",
            "LayerAdded",
            "LayerRemoved",
            "LayerRemoved",
            "MemberJoined",
            "MemberJoined",
            "MemberLeft",
            "MemberMoved",
            "DecisionAppeared",
            "DecisionAppeared",
            "DecisionGone",
            "DecisionGone");
    assertThat(diff.changes())
        .filteredOn(LayerChange.class::isInstance)
        .extracting(change -> ((LayerChange) change).layer())
        .containsExactly("critical", "high", "background", "normal", "low");
    assertThat(diff.changes())
        .filteredOn(MemberChange.class::isInstance)
        .extracting(PlanChange::sentence)
        .containsExactly(
            "shop/api joins layer high.",
            "shop/batch joins layer background.",
            "shop/old leaves layer normal.",
            "shop/zoo moves from layer low to background.");
    assertThat(diff.changes())
        .filteredOn(DecisionChange.class::isInstance)
        .extracting(change -> ((DecisionChange) change).decision())
        .containsExactly(
            new Decision.OmittedTier(Tier.NORMAL),
            new Decision.OmittedTier(Tier.LOW),
            new Decision.OmittedTier(Tier.HIGH),
            new Decision.OmittedTier(Tier.BACKGROUND));
  }

  @Test
  void between_aNameBehindAllOthers_joinsAndLeavesLikeAny() {
    Workload last = pod("zoo", Tier.BACKGROUND, 0);

    assertThat(sentences(diff(plan(WEB, BATCH), WEB, BATCH, last)))
        .containsExactly("shop/zoo joins layer background.");
    assertThat(sentences(diff(plan(WEB, BATCH, last), WEB, BATCH)))
        .containsExactly("shop/zoo leaves layer background.");
  }

  @Test
  void between_whatNothingFollowsFrom_isNoDifference() {
    Workload lower = BATCH.toBuilder().priority(Integer.MIN_VALUE + 1).build();

    EnforcementPlan before = plan(WEB, BATCH);
    EnforcementPlan after = plan(WEB, lower);
    assertThat(after).isNotEqualTo(before);
    assertThat(PlanDiff.between(before, after).isEmpty()).isTrue();
  }

  @Test
  void between_aCoreThatGoesFromOneOwnerToAnother_countsEachCpuOnce() {
    EnforcementPlan before = plan(WEB);
    EnforcementPlan after = fenceAt(before, CpuSet.of(2, 6));

    PlanDiff diff = PlanDiff.between(before, after);

    assertThat(sentences(diff))
        .containsExactly("Layer critical gains CPUs 2,6 and loses CPUs 1,5.");
    assertThat(diff.cost()).isEqualTo(new PlanCost(Reach.SHAPE, 4, 0, 0, 0, 0));
  }

  @Test
  void between_rightsThatDifferInOneOnly_areNamedEach() {
    EnforcementPlan before = plan(API);
    Layer high = before.layer(LayerRole.HIGH).orElseThrow();

    assertThat(sentences(PlanDiff.between(before, withHigh(before, high.role(), false, true))))
        .containsExactly("Layer high has rank 4 now, is not protected and preempts lower ranks.");
    assertThat(sentences(PlanDiff.between(before, withHigh(before, high.role(), true, false))))
        .containsExactly("Layer high has rank 4 now, is protected and preempts nobody.");
    assertThat(sentences(PlanDiff.between(before, withHigh(before, LayerRole.LOW, true, true))))
        .containsExactly("Layer high has rank 2 now, is protected and preempts lower ranks.");
  }

  @Test
  void between_aLayerThatYieldsFromNowOn_namesItsRank() {
    EnforcementPlan before = plan(API);
    EnforcementPlan after = with(
        before,
        layer -> layer.role() == LayerRole.HIGH
            ? new Layer(
                layer.name(),
                layer.role(),
                layer.kind(),
                layer.weight(),
                layer.slice(),
                layer.isProtected(),
                layer.preempts(),
                layer.requested(),
                null,
                ThreadTreatment.YIELD)
            : layer);

    assertThat(sentences(PlanDiff.between(before, after)))
        .containsExactly("Layer high has rank 3 now, is protected and preempts lower ranks.");
  }

  private static EnforcementPlan withHigh(
      EnforcementPlan plan, LayerRole role, boolean isProtected, boolean preempts) {
    return with(
        plan,
        layer -> layer.role() == LayerRole.HIGH
            ? new Layer(
                layer.name(),
                role,
                layer.kind(),
                layer.weight(),
                layer.slice(),
                isProtected,
                preempts,
                layer.requested(),
                null)
            : layer);
  }

  private static EnforcementPlan fenceAt(EnforcementPlan plan, CpuSet fence) {
    return with(
        plan,
        layer -> layer.role() == LayerRole.CRITICAL
            ? new Layer(
                layer.name(),
                layer.role(),
                new LayerKind.Confined(fence),
                layer.weight(),
                layer.slice(),
                layer.isProtected(),
                layer.preempts(),
                layer.requested(),
                null)
            : layer);
  }

  private static EnforcementPlan with(EnforcementPlan plan, UnaryOperator<Layer> change) {
    return new EnforcementPlan(
        plan.layers().stream().map(change).toList(),
        plan.members(),
        plan.systemCgroups(),
        plan.decisions());
  }
}
