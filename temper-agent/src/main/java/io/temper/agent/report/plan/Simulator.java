package io.temper.agent.report.plan;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.k8s.PodList;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans what a hypothesis supposes, by the same planner as {@code temper plan}, and from the plan that
 * would be in force: an agent would go the same way. A machine that is another one is planned from
 * scratch.
 *
 * @param plans plans the nodes as they are
 */
public record Simulator(PlanMaker plans) {

  /**
   * Simulates a hypothesis.
   *
   * @param pods the list as it is
   * @param hypothesis what is supposed
   * @param onlyNode the one node to look at, and the one that added pods without a node are put on;
   *     null for all that the list names
   * @return what changes on each node
   * @throws InputException if the hypothesis names a pod or a node that is not there
   */
  public SimulationReport simulate(PodList pods, Hypothesis hypothesis, @Nullable String onlyNode) {
    SupposedPods supposed = SupposedPods.of(pods, onlyNode);
    supposed.remove(hypothesis.removed());
    supposed.add(hypothesis.added());
    supposed.scale(hypothesis.scaled());
    Set<String> nodes = new TreeSet<>(onlyNode == null ? supposed.nodes() : Set.of(onlyNode));
    Machine machine = hypothesis.machine();
    List<NodeSimulation> simulated = nodes.stream()
        .map(node -> simulate(pods, node, supposed.workloadsOn(node), machine))
        .toList();
    return new SimulationReport(
        plans.machine(), machine == null ? plans.machine() : machine, simulated);
  }

  private NodeSimulation simulate(
      PodList pods, String node, WorkloadSet supposed, @Nullable Machine machine) {
    NodePlan before = plans.planOf(pods, node);
    return NodeSimulation.of(
        before,
        machine == null
            ? plans.planAfter(before, supposed)
            : new PlanMaker(plans.rules(), machine).planOf(node, supposed));
  }
}
