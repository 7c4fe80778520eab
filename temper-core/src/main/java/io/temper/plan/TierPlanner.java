package io.temper.plan;

import io.temper.node.NodeTopology;
import io.temper.workload.WorkloadSet;

/**
 * Plans what shall be enforced on one node. Implementations are pure: same input, same plan.
 */
@FunctionalInterface
public interface TierPlanner {

  /**
   * Plans one node.
   *
   * @param workloads everything that runs there
   * @param node the machine
   * @return the plan
   */
  EnforcementPlan plan(WorkloadSet workloads, NodeTopology node);
}
