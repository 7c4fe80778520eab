package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ImagePattern;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The properties of every planner where some workloads have thread profiles, and what holds of these. */
class ProfiledPlannerTest extends TierPlannerContract {
  private static final Set<LayerRole> ABOVE_NORMAL =
      Set.of(LayerRole.SYSTEM, LayerRole.CRITICAL, LayerRole.HIGH);

  /** The generated workloads have this image or none. */
  private static final ImagePattern IMAGE = new ImagePattern("image");

  private static final TierPlanner PLAIN = TierPlanner.with(PlanPolicy.STANDARD);
  private static final TierPlanner EVERY_TREATMENT = planner(profile(
      ProfileGroup.of("hot", ThreadTreatment.EXCLUSIVE, "hot*"),
      ProfileGroup.of("urgent", ThreadTreatment.LATENCY, "urgent*"),
      ProfileGroup.of("idle", ThreadTreatment.YIELD, "idle*")));

  @Override
  protected TierPlanner planner() {
    return EVERY_TREATMENT;
  }

  @Test
  void plan_withoutProfiledMembers_isUnchanged() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      WorkloadSet imageless = WorkloadSet.of(
          set.stream().map(pod -> pod.toBuilder().images(List.of()).build()).toList());
      assertThat(EVERY_TREATMENT.plan(imageless, node)).isEqualTo(PLAIN.plan(imageless, node));
    });
  }

  @Test
  void groupsOfNormalTreatment_changeNothing() {
    TierPlanner normal = planner(profile(ProfileGroup.of("all", ThreadTreatment.NORMAL, "*")));
    forAll(Workloads.sets(), Topologies.any())
        .check((set, node) -> assertThat(normal.plan(set, node)).isEqualTo(PLAIN.plan(set, node)));
  }

  @Test
  void groups_neverRankAboveTheirTier() {
    forAll(Workloads.sets(), Topologies.any())
        .check((set, node) -> assertThat(EVERY_TREATMENT.plan(set, node).layers())
            .allMatch(layer -> layer.rank() <= layer.role().rank() && layer.rank() >= 0));
  }

  @Test
  void groups_haveNoFenceThatTheirTierHadNot() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plain = PLAIN.plan(set, node);
      EnforcementPlan divided = EVERY_TREATMENT.plan(set, node);
      for (Layer tier : plain.layers()) {
        assertThat(fenceOf(divided, tier.role())).isEqualTo(tier.kind().fencedCpus());
        assertThat(divided.layer(tier.name()).orElseThrow().cpus().isEmpty())
            .isEqualTo(tier.cpus().isEmpty());
      }
    });
  }

  @Test
  void weights_ofATierThatPreempts_addUpToWhatItHadUndivided() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan divided = EVERY_TREATMENT.plan(set, node);
      for (Layer tier : PLAIN.plan(set, node).layers()) {
        int weight = weightOf(divided, tier.role());
        if (tier.role() == LayerRole.NORMAL) {
          assertThat(weight).isBetween(tier.weight(), 1599);
        } else {
          assertThat(weight).isEqualTo(tier.weight());
        }
      }
    });
  }

  @Test
  void weights_neverLetALowerTierOutweighTheOrdinaryThreadsOfAHigherOne() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      List<Layer> own = EVERY_TREATMENT.plan(set, node).layers().stream()
          .filter(layer -> layer.role().tier().isPresent())
          .filter(layer -> layer.treatment() == ThreadTreatment.NORMAL)
          .toList();
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i - 1).weight()).isGreaterThan(own.get(i).weight());
      }
    });
  }

  @Test
  void weights_leaveFivePercentToEachLayerBelowHigh() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = EVERY_TREATMENT.plan(set, node);
      int above = ABOVE_NORMAL.stream().mapToInt(role -> weightOf(plan, role)).sum();
      assertThat(plan.layers())
          .filteredOn(layer -> !ABOVE_NORMAL.contains(layer.role()))
          .allMatch(layer -> 20 * layer.weight() >= above + layer.weight());
    });
  }

  @Test
  void layerOf_everyTreatmentOfEveryMember_isOfTheMembersTier() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = EVERY_TREATMENT.plan(set, node);
      plan.members().forEach(member -> {
        LayerRole role = plan.layer(member.layer()).orElseThrow().role();
        for (ThreadTreatment treatment : ThreadTreatment.values()) {
          assertThat(plan.layerOf(member.layer(), treatment).role()).isEqualTo(role);
        }
      });
    });
  }

  private static ThreadProfile profile(ProfileGroup... groups) {
    return new ThreadProfile(
        "test", "this test", true, List.of(IMAGE), MachineFilter.ANY, false, List.of(groups));
  }

  private static TierPlanner planner(ThreadProfile profile) {
    return TierPlanner.with(PlanPolicy.STANDARD.withProfiles(ProfileCatalog.of(List.of(profile))));
  }

  private static CpuSet fenceOf(EnforcementPlan plan, LayerRole role) {
    return CpuSet.unionOf(plan.layers().stream()
        .filter(layer -> layer.role() == role)
        .map(layer -> layer.kind().fencedCpus())
        .toList());
  }

  private static int weightOf(EnforcementPlan plan, LayerRole role) {
    return plan.layers().stream()
        .filter(layer -> layer.role() == role)
        .mapToInt(Layer::weight)
        .sum();
  }
}
