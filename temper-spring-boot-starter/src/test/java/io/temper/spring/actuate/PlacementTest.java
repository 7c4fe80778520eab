package io.temper.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.runtime.NodeView;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final NodeTopology NODE = NodeTopology.parse("4c8t");

  private static Placement placement(@Nullable EnforcementPlan plan) {
    var status = new NodeStatus(
        new NodeState.Observing(),
        Instant.EPOCH,
        0,
        0,
        0,
        plan,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), null, Circuit.Position.CLOSED, 3));
    return Placement.of(new NodeView(status, null, null));
  }

  private static EnforcementPlan plan(Workload workload) {
    return TierPlanner.standard().plan(WorkloadSet.of(workload), NODE);
  }

  @Test
  void of_aPlanThatHasThisProcess_saysItInSentences() {
    var plan = plan(Workloads.inTier("web", Tier.CRITICAL, 0).toBuilder()
        .cgroup(CpuFacts.ownGroup().orElseThrow())
        .build());
    assertThat(plan.decisions()).isNotEmpty();

    Placement placement = placement(plan);

    assertThat(placement.tier()).isEqualTo(Tier.CRITICAL.label());
    assertThat(placement.layer()).isEqualTo("critical");
    assertThat(placement.reason())
        .isEqualTo(plan.members().get(0).assignment().reason().sentence())
        .endsWith(".");
    assertThat(placement.decisions())
        .isEqualTo(plan.decisions().stream().map(Decision::sentence).toList())
        .allSatisfy(decision -> assertThat(decision).endsWith("."));
  }

  @Test
  void of_noPlan_saysWhatTheNodeDoes() {
    assertThat(placement(null).reason()).isEqualTo(new NodeState.Observing().reason());
    assertThat(placement(null).tier()).isNull();
  }
}
