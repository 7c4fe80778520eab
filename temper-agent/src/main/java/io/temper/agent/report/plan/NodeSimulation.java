package io.temper.agent.report.plan;

import io.temper.plan.diff.PlanDiff;

/**
 * What a hypothesis does to one node.
 *
 * @param before the node as the list has it
 * @param after the node as the hypothesis has it, planned from the plan before
 * @param diff what differs
 */
public record NodeSimulation(NodePlan before, NodePlan after, PlanDiff diff) {

  /**
   * Compares two plans of a node.
   *
   * @param before the node as the list has it
   * @param after the node as the hypothesis has it
   * @return both, and what differs
   */
  public static NodeSimulation of(NodePlan before, NodePlan after) {
    return new NodeSimulation(before, after, PlanDiff.between(before.plan(), after.plan()));
  }
}
