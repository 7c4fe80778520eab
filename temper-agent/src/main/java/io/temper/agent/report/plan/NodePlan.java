package io.temper.agent.report.plan;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.workload.WorkloadSet;

/**
 * The plan of one node.
 *
 * @param node the node's name
 * @param workloads what is placed there
 * @param plan what shall be enforced
 */
public record NodePlan(String node, WorkloadSet workloads, EnforcementPlan plan) {

  /**
   * Returns how many pods are in a layer.
   *
   * @param layer a layer of the plan
   * @return 0 or more
   */
  public long podsIn(Layer layer) {
    return plan.membersIn(layer);
  }
}
