package io.temper.agent.report.plan;

import io.temper.agent.report.input.Machine;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a list of pods leads to: a plan for each node, and the pods that are on none.
 *
 * @param machine the machine that each node is taken to be
 * @param nodes the plans, by node name
 * @param pending pods that wait for a node
 * @param finished pods that succeeded or failed
 * @param otherKinds how many objects of other kinds the list had, by kind; they are not used
 */
public record PlanReport(
    Machine machine,
    List<NodePlan> nodes,
    List<UnplacedPod> pending,
    List<UnplacedPod> finished,
    SortedMap<String, Integer> otherKinds) {

  /** Copies the collections. */
  public PlanReport {
    nodes = List.copyOf(nodes);
    pending = List.copyOf(pending);
    finished = List.copyOf(finished);
    otherKinds = Collections.unmodifiableSortedMap(new TreeMap<>(otherKinds));
  }
}
