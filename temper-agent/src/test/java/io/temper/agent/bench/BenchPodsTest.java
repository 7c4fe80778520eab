package io.temper.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.workload.WorkloadSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchPodsTest {
  private final BenchPods pods = new BenchPods();

  private static EnforcementPlan plan(WorkloadSet pods) {
    return TierPlanner.with(PlanPolicy.STANDARD).plan(pods, NodeTopology.parse("2c2t"));
  }

  @Test
  void batchPods_togetherMakeEveryStepOfTheLadder() {
    int sum = 0;
    for (int step = 1; step < BenchPods.LADDER.size(); step++) {
      sum += BenchPods.spinnersAdded(step);
      assertThat(sum).isEqualTo(BenchPods.LADDER.get(step));
    }
    assertThat(pods.batch()).hasSize(BenchPods.LADDER.size() - 1);
  }

  @Test
  void uniformPlan_hasAllPodsInOneLayer() {
    assertThat(plan(pods.uniform()).members())
        .hasSize(pods.all().size())
        .extracting(Member::layer)
        .containsOnly("normal");
  }

  @Test
  void tieredPlan_keepsServiceToolsAndBatchApart() {
    assertThat(plan(pods.tiers()).members())
        .extracting(Member::layer)
        .contains("critical", "normal", "background");
  }

  @Test
  void everyPod_hasACgroupOfItsOwn() {
    assertThat(IntStream.range(0, pods.all().size())
            .mapToObj(i -> pods.all().get(i).container()))
        .doesNotHaveDuplicates();
  }
}
