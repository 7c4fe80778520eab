package io.temper.agent.report.plan;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.plan.PlanContext;
import io.temper.profile.ProfileChoice;
import io.temper.runtime.NodeWorkloads;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans every node that a list of pods names.
 *
 * @param rules what the plans are made by
 * @param machine what each node is taken to be
 */
public record PlanMaker(PlanRules rules, Machine machine) {

  /**
   * Plans the nodes of a list.
   *
   * @param pods the list
   * @param onlyNode the one node to plan; null for all that the list names
   * @return the plans
   * @throws InputException if no pod is placed on {@code onlyNode}
   */
  public PlanReport plan(PodList pods, @Nullable String onlyNode) {
    return new PlanReport(
        machine,
        nodesOf(pods, onlyNode).stream().map(node -> planOf(pods, node)).toList(),
        unplaced(pods.pending()),
        unplaced(pods.finished()),
        pods.otherKinds());
  }

  /**
   * Plans workloads that are on no list of pods.
   *
   * @param node what the node is called
   * @param running what runs there, and who else has a say about its CPUs
   * @return the plan
   */
  public PlanReport planAs(String node, NodeWorkloads running) {
    var context = PlanContext.NONE.withConstraints(running.constraints());
    var planned = planOf(node, running.workloads(), context);
    return new PlanReport(machine, List.of(planned), List.of(), List.of(), new TreeMap<>());
  }

  /** Tells which thread profile a workload has on such a machine, and why. */
  public ProfileChoice profileOf(Workload workload) {
    return rules.policy().profiles().on(machine.topology()).choose(workload);
  }

  /** Plans one node of a list. */
  public NodePlan planOf(PodList pods, String node) {
    return planOf(node, pods.workloadsOn(node));
  }

  /** Plans workloads as those of one node. */
  public NodePlan planOf(String node, WorkloadSet workloads) {
    return planOf(node, workloads, PlanContext.NONE);
  }

  /** Plans workloads as those of one node on which a plan is in force already. */
  NodePlan planAfter(NodePlan before, WorkloadSet workloads) {
    return planOf(before.node(), workloads, PlanContext.after(before.plan()));
  }

  private NodePlan planOf(String node, WorkloadSet workloads, PlanContext context) {
    return new NodePlan(
        node, workloads, rules.planner().plan(workloads, machine.topology(), context));
  }

  private static Collection<String> nodesOf(PodList pods, @Nullable String onlyNode) {
    var known = pods.byNode().keySet();
    if (onlyNode == null) {
      return known;
    }
    if (!known.contains(onlyNode)) {
      throw new InputException(
          "--node: no pod of the list is on node '" + onlyNode + "'; " + namesOf(known));
    }
    return List.of(onlyNode);
  }

  /** Returns the part of a message that lists the nodes there are. */
  static String namesOf(Collection<String> nodes) {
    if (nodes.isEmpty()) {
      return "none of its pods is on a node (spec.nodeName)";
    }
    var first = nodes.stream().limit(10).collect(Collectors.joining(", "));
    int more = nodes.size() - 10;
    return "its nodes are " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private static List<UnplacedPod> unplaced(List<ListedPod> pods) {
    return pods.stream()
        .map(pod -> new UnplacedPod(pod.workload().id(), label(pod)))
        .toList();
  }

  private static String label(ListedPod pod) {
    return pod.phase().name().toLowerCase(Locale.ROOT);
  }
}
