package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanPolicyTest {
  private static final TierPolicy TIERS =
      TierPolicy.byPriority(new PriorityThresholds(40, 30, 20, 10));
  private static final Set<Capability> CAPABILITIES = Set.of(Capability.LIMITS);
  private static final List<CgroupPath> GROUPS = List.of(new CgroupPath("/system.slice"));
  private static final Map<Tier, CpuQuantity> CEILINGS = Map.of(Tier.LOW, CpuQuantity.ofCpus(1));
  private static final ProfileCatalog PROFILES = ProfileCatalog.of(List.of(new ThreadProfile(
      "test",
      "this test",
      true,
      List.of(),
      MachineFilter.ANY,
      false,
      List.of(ProfileGroup.of("group", ThreadTreatment.LATENCY, "thread*")))));

  @Test
  void with_eachOfItsParts_changesThatAndKeepsTheOthers() {
    PlanPolicy expected = new PlanPolicy(TIERS, CAPABILITIES, GROUPS, CEILINGS, PROFILES);

    assertThat(PlanPolicy.STANDARD
            .withTierPolicy(TIERS)
            .withCapabilities(CAPABILITIES)
            .withSystemCgroups(GROUPS)
            .withCeilings(CEILINGS)
            .withProfiles(PROFILES))
        .isEqualTo(expected);
    assertThat(PlanPolicy.STANDARD
            .withProfiles(PROFILES)
            .withCeilings(CEILINGS)
            .withSystemCgroups(GROUPS)
            .withCapabilities(CAPABILITIES)
            .withTierPolicy(TIERS))
        .isEqualTo(expected);
  }

  @Test
  void withTierPolicy_decidesTheLayers() {
    Workload pod = Workload.builder(WorkloadId.of("shop", "web")).priority(40).build();
    WorkloadSet pods = WorkloadSet.of(pod);
    NodeTopology node = NodeTopology.parse("4c8t");

    EnforcementPlan plan =
        TierPlanner.with(PlanPolicy.STANDARD.withTierPolicy(TIERS)).plan(pods, node);

    assertThat(plan.member(pod.id()).map(Member::layer)).hasValue("critical");
    assertThat(TierPlanner.standard().plan(pods, node).member(pod.id()).map(Member::layer))
        .hasValue("normal");
  }

  @Test
  void context_withEachOfItsParts_keepsTheOther() {
    EnforcementPlan plan =
        TierPlanner.standard().plan(WorkloadSet.empty(), NodeTopology.parse("4c8t"));
    var constraints = new NodeConstraints(List.of(), Map.of(), new TreeMap<>(), List.of("why"));

    assertThat(PlanContext.after(plan).withConstraints(constraints))
        .isEqualTo(new PlanContext(constraints, plan));
    assertThat(PlanContext.NONE.withConstraints(constraints).withPrevious(plan))
        .isEqualTo(new PlanContext(constraints, plan));
    assertThat(PlanContext.after(plan).withPrevious(null)).isEqualTo(PlanContext.NONE);
  }
}
