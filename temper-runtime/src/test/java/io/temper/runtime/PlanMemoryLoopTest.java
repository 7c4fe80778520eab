package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.LayerRole;
import io.temper.plan.NodeConstraints;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The loop plans from the last plan, also of the agent before: CPUs stay unless they must move. */
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
  void restartedAgent_movesNoCpu() {
    grown();
    node.restartAgent();
    assertThat(fence()).isEqualTo(CpuSet.of(1, 2, 5, 6));
  }

  @Test
  void agentThatTakesOver_movesNoCpu() {
    node.host.leases();
    grown();
    CpuSet before = fenced(node.inForce());
    node.succeedAgent(ControllerOptions.STANDARD);
    assertThat(fence()).isEqualTo(before).isEqualTo(fenced(node.inForce()));
    assertThat(node.host.attachments()).isEqualTo(1);
  }

  @Test
  void restartedAgent_withoutMemory_plansFromScratch() {
    grown();
    node.plans.saved = null;
    node.restartAgent();
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
  }

  @Test
  void agentOutOfSafeMode_plansFromScratch() {
    grown();
    node.asks(SafeModeOrigin.FILE);
    node.restartAgent();
    node.cycle();
    node.safeMode.leave(SafeModeOrigin.FILE, "root");
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
  }

  @Test
  void memoryOfAnotherMachine_isHarmless() {
    node.plans.saved =
        TierPlanner.standard().plan(WorkloadSet.of(web(40_000)), NodeTopology.parse("2n4l64c"));
    node.ready(web(2000));
    CpuSet fence = fence();
    assertThat(fence.size()).isEqualTo(2);
    assertThat(node.state().isEnforcing()).isTrue();
    assertThat(fenced(node.inForce())).isEqualTo(fence);
  }

  @Test
  void memoryThatThePlannerCannotStand_isPassedOver() {
    grown();
    node.restartAgent();
    TierPlanner standard = TierPlanner.standard();
    node.planner.tells(new FussyPlanner(standard));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 5));
    assertThat(node.controller().status().planProblem()).isNull();
  }

  @Test
  void plansThatMoveNoCpu_areNotSavedAgain() {
    node.ready(web(2000));
    fence();
    assertThat(node.plans.saves).isEqualTo(1);
    node.runs(web(2000), inTier("batch", Tier.BACKGROUND, 100));
    fence();
    int saves = node.plans.saves;
    node.runs(web(1999), inTier("batch", Tier.BACKGROUND, 200));
    fence();
    assertThat(node.plans.saves).isEqualTo(saves);
    node.runs(web(3000));
    fence();
    assertThat(node.plans.saves).isEqualTo(saves + 1);
  }

  @Test
  void planThatIsNotInForce_isNotSaved() {
    node.asks(SafeModeOrigin.FILE);
    node.ready(web(2000));
    node.pass(Duration.ofSeconds(5));
    assertThat(node.plans.saves).isZero();
  }

  @Test
  void planThatWaitsToBePublished_isSavedOnceItIs() {
    node.ready(web(2000));
    fence();
    assertThat(node.plans.saves).isEqualTo(1);
    node.runs(web(3000));
    node.cycle();
    assertThat(fenced(node.inForce())).isEqualTo(CpuSet.of(1, 5));
    assertThat(node.plans.saves).isEqualTo(1);
    assertThat(fence()).isEqualTo(fenced(node.inForce())).isNotEqualTo(CpuSet.of(1, 5));
    assertThat(node.plans.saves).isEqualTo(2);
  }

  @Test
  void planThatTheKernelDoesNotTake_isNotSaved() {
    node.ready(web(2000));
    fence();
    node.host.publishFails("no memory");
    node.runs(web(3000));
    fence();
    assertThat(node.plans.saves).isEqualTo(1);
    node.host.publishFails(null);
    fence();
    assertThat(node.plans.saves).isEqualTo(2);
  }

  @Test
  void planThatWasLost_isSavedAgain() {
    node.ready(web(2000));
    fence();
    node.plans.lost = true;
    node.cycle();
    assertThat(node.plans.saves).isEqualTo(2);
    node.cycle();
    assertThat(node.plans.saves).isEqualTo(2);
  }

  /** A fence of two cores where a plan from scratch would have one. */
  private void grown() {
    node.ready(web(2010));
    fence();
    node.runs(web(1990));
    assertThat(fence()).isEqualTo(CpuSet.of(1, 2, 5, 6));
  }

  private static CpuSet fenced(KernelConfig config) {
    return CpuSet.unionOf(config.layers().stream().map(KernelLayer::fencedCpus).toList());
  }

  /** Plans from its own plans only. */
  private record FussyPlanner(TierPlanner planner, List<EnforcementPlan> own)
      implements TierPlanner {
    FussyPlanner(TierPlanner planner) {
      this(planner, new ArrayList<>());
    }

    @Override
    public EnforcementPlan plan(WorkloadSet workloads, NodeTopology topology, PlanContext context) {
      EnforcementPlan previous = context.previous();
      if (previous != null && !own.contains(previous)) {
        throw new IllegalArgumentException("a plan that is not mine");
      }
      EnforcementPlan plan = planner.plan(workloads, topology, context);
      own.add(plan);
      return plan;
    }
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
