package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.LayerRole;
import io.temper.plan.NodeConstraints;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The loop plans from its last plan: CPUs stay with their layer unless they must move. */
class PlanMemoryLoopTest {
  private final FakeNode node = new FakeNode();

  private static Workload web(long millis) {
    return inTier("web", Tier.CRITICAL, millis);
  }

  private CpuSet fence() {
    EnforcementPlan plan =
        Objects.requireNonNull(node.pass(Duration.ofSeconds(5)).plan());
    return plan.layer(LayerRole.CRITICAL).orElseThrow().kind().fencedCpus();
  }

  @Test
  void requestThatMovesALittle_movesNoCpu() {
    node.ready(web(2010));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 2, 5, 6));
    for (long millis : List.of(1990, 2010, 1950, 2010)) {
      node.runs(web(millis));
      assertThat(fence()).isEqualTo(CpuSet.of(1, 2, 5, 6));
    }
    node.runs(web(1900));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
  }

  @Test
  void coreThatGoesOffline_movesThatPartAndItStaysThere() {
    node.ready(web(2000));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
    NodeTopology full = NodeTopology.parse("4c8t");
    CpuSet off = CpuSet.of(1, 5);
    node.topology.tells(NodeTopology.of(
        full.cpus().stream()
            .filter(cpu -> !off.contains(cpu.id()))
            .map(cpu -> new Cpu(cpu.id(), cpu.siblings(), cpu.cacheSharers().minus(off), 0, 0))
            .toList(),
        off));
    assertThat(fence()).isEqualTo(CpuSet.of(2, 6));
    node.topology.tells(full);
    assertThat(fence()).isEqualTo(CpuSet.of(2, 6));
  }

  @Test
  void restartedAgent_plansFromScratch() {
    node.ready(web(2010));
    fence();
    node.runs(web(1990));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 2, 5, 6));
    node.restartAgent();
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
  }

  @Test
  void cpusThatAreGivenAwayMeanwhile_areLeft() {
    node.ready(web(2000));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
    var given = new ExclusiveCpus("kubelet CPU manager", "somebody", CpuSet.of(5));
    node.workloads.tells(new NodeWorkloads(
        WorkloadSet.of(web(2000)),
        new TreeMap<>(),
        new NodeConstraints(List.of(given), Map.of(), new TreeMap<>(), List.of())));
    assertThat(fence()).isEqualTo(CpuSet.of(2, 6));
  }
}
