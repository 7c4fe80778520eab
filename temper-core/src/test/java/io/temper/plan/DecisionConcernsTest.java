package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierPolicy;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionConcernsTest {
  private final Workload plain =
      Workload.builder(WorkloadId.of("shop", "plain")).build();
  private final Workload sized = Workload.builder(WorkloadId.of("shop", "sized"))
      .request(CpuQuantity.ofCpus(1))
      .limit(CpuQuantity.ofCpus(2))
      .build();

  @Test
  void concerns_decisionAboutALayer_itsMembersOnly() {
    Decision decision = new Decision.FenceNotEnforceable("critical", CpuSet.of(0, 1));

    assertThat(concerns(decision, plain, "critical")).isTrue();
    assertThat(concerns(decision, plain, "high")).isFalse();
  }

  @Test
  void concerns_uncountedInFence_onlyThoseWithoutARequest() {
    Decision decision = new Decision.UncountedInFence("critical", WorkloadSample.none());

    assertThat(concerns(decision, plain, "critical")).isTrue();
    assertThat(concerns(decision, sized, "critical")).isFalse();
  }

  @Test
  void concerns_limitNotEnforced_everyLimitedWorkloadBeyondTheSampleToo() {
    Decision decision = new Decision.LimitNotEnforced(WorkloadSample.none());

    assertThat(concerns(decision, sized, "normal")).isTrue();
    assertThat(concerns(decision, plain, "normal")).isFalse();
  }

  @Test
  void concerns_ignoredAnnotation_thoseWhoseAnnotationWasIgnoredForThatReason() {
    Workload annotated =
        plain.toBuilder().annotations(Map.of("temper.io/tier", "high")).build();
    EnforcementPlan plan =
        TierPlanner.standard().plan(WorkloadSet.of(annotated, sized), NodeTopology.parse("4c8t"));
    Decision decision = plan.decisions().stream()
        .filter(Decision.IgnoredTierAnnotation.class::isInstance)
        .findFirst()
        .orElseThrow();

    assertThat(decision.concerns(annotated, plan.member(annotated.id()).orElseThrow()))
        .isTrue();
    assertThat(decision.concerns(sized, plan.member(sized.id()).orElseThrow())).isFalse();
  }

  private static boolean concerns(Decision decision, Workload workload, String layer) {
    TierAssignment assignment = TierPolicy.standard().assign(workload);
    return decision.concerns(
        workload, new Member(workload.id(), layer, assignment, workload.request(), null));
  }
}
