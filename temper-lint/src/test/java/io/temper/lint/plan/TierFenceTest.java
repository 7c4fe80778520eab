package io.temper.lint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.LayerRole;
import io.temper.plan.TierPlanner;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierFenceTest {
  private static final EnforcementPlan PLAN = TierPlanner.standard()
      .plan(
          WorkloadSet.of(List.of(workload("web", Tier.CRITICAL), workload("batch", Tier.HIGH))),
          NodeTopology.parse("4c8t"));

  private static Workload workload(String name, Tier tier) {
    return Workload.builder(WorkloadId.of("shop", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(1000))
        .build();
  }

  @Test
  void of_tierThatOwnsCpus_isItsLayerWithThese() {
    assertThat(TierFence.of(PLAN, LayerRole.CRITICAL)).hasValueSatisfying(fence -> {
      assertThat(fence.tier().role()).isEqualTo(LayerRole.CRITICAL);
      assertThat(fence.cpus()).isEqualTo(CpuSet.of(1, 5));
    });
  }

  @Test
  void of_tierThatSharesCpus_isEmpty() {
    assertThat(PLAN.layer(LayerRole.HIGH)).isPresent();
    assertThat(TierFence.of(PLAN, LayerRole.HIGH)).isEmpty();
  }

  @Test
  void owns_whoIsInTheTier_andNobodyElse() {
    TierFence fence = TierFence.of(PLAN, LayerRole.CRITICAL).orElseThrow();
    assertThat(PLAN.members().stream().filter(fence::owns))
        .extracting(member -> member.id().name())
        .containsExactly("web");
  }
}
