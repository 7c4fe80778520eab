package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.plan.Capability;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.Member;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ten properties with ceilings in the plans, and what holds of ceilings themselves. */
class CappingPlannerTest extends TierPlannerContract {
  private static final PlanPolicy POLICY =
      PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES, Capability.CEILINGS));

  private final TierPlanner fromLimits = TierPlanner.with(POLICY);

  @Override
  protected TierPlanner planner() {
    return TierPlanner.with(POLICY.withCeilings(Map.of(
        Tier.CRITICAL, CpuQuantity.ofMillis(2500), Tier.BACKGROUND, CpuQuantity.ofMillis(1))));
  }

  @Test
  void systemAndDefaultLayer_neverHaveACeiling() {
    forAll(Workloads.sets(), Topologies.any())
        .check((set, node) -> assertThat(planner().plan(allLimited(set), node).layers())
            .filteredOn(layer -> layer.role().tier().isEmpty())
            .hasSize(2)
            .allMatch(layer -> layer.ceiling() == null));
  }

  @Test
  void layerWhoseMembersAreAllLimited_hasExactlyTheSumOfTheLimits() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      WorkloadSet limited = allLimited(set);
      EnforcementPlan plan = fromLimits.plan(limited, node);
      for (Layer layer : tiers(plan)) {
        BigInteger sum = limits(limited, plan, layer).min(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(layer.ceiling()).isEqualTo(CpuQuantity.ofMillis(sum.longValueExact()));
      }
    });
  }

  @Test
  void layerWithOneUnlimitedMember_hasNoCeilingFromLimits() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      WorkloadSet limited = allLimited(set);
      for (Workload one : limited) {
        EnforcementPlan plan = fromLimits.plan(with(limited, unlimited(one)), node);
        String name = plan.member(one.id()).orElseThrow().layer();
        assertThat(plan.layer(name).orElseThrow().ceiling()).isNull();
      }
    });
  }

  private static List<Layer> tiers(EnforcementPlan plan) {
    return plan.layers().stream()
        .filter(layer -> layer.role().tier().isPresent())
        .toList();
  }

  /** Adds up with as many digits as it takes. */
  private static BigInteger limits(WorkloadSet set, EnforcementPlan plan, Layer layer) {
    Set<WorkloadId> ids = plan.members().stream()
        .filter(member -> member.layer().equals(layer.name()))
        .map(Member::id)
        .collect(Collectors.toSet());
    return set.stream()
        .filter(workload -> ids.contains(workload.id()))
        .map(workload -> BigInteger.valueOf(workload.limit().orElseThrow().millis()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static WorkloadSet allLimited(WorkloadSet set) {
    CpuQuantity least = CpuQuantity.ofMillis(1);
    return WorkloadSet.of(set.stream()
        .map(workload ->
            workload.toBuilder().limit(workload.request().plus(least)).build())
        .toList());
  }

  private static Workload unlimited(Workload from) {
    WorkloadBuilder copy = Workload.builder(from.id()).request(from.request());
    from.priority().ifPresent(copy::priority);
    from.serviceClass().ifPresent(copy::serviceClass);
    return copy.build();
  }

  private static WorkloadSet with(WorkloadSet set, Workload changed) {
    return WorkloadSet.of(set.stream()
        .map(workload -> workload.id().equals(changed.id()) ? changed : workload)
        .toList());
  }
}
