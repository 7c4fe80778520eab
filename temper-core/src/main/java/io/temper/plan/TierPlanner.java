package io.temper.plan;

import io.temper.node.NodeTopology;
import io.temper.workload.WorkloadSet;

/**
 * Plans what shall be enforced on one node. Implementations are pure: same input, same plan.
 *
 * <pre>{@code
 * EnforcementPlan plan =
 *     TierPlanner.standard().plan(WorkloadSet.of(web, batch), NodeTopology.parse("4c8t"));
 * }</pre>
 */
@FunctionalInterface
public interface TierPlanner {

  /**
   * Plans one node.
   *
   * @param workloads everything that runs there
   * @param node the machine
   * @param context the plan in force, and what others have settled about the CPUs
   * @return the plan; equal to the one in force if nothing must change
   */
  EnforcementPlan plan(WorkloadSet workloads, NodeTopology node, PlanContext context);

  /**
   * Plans one node from scratch.
   *
   * @param workloads everything that runs there
   * @param node the machine
   * @return the plan
   */
  default EnforcementPlan plan(WorkloadSet workloads, NodeTopology node) {
    return plan(workloads, node, PlanContext.NONE);
  }

  /**
   * Returns the planner of {@link PlanPolicy#STANDARD}.
   *
   * @return a planner that anybody can use
   */
  static TierPlanner standard() {
    return with(PlanPolicy.STANDARD);
  }

  /**
   * Returns the planner that goes by a policy.
   *
   * @param policy what it goes by
   * @return a planner that anybody can use
   */
  static TierPlanner with(PlanPolicy policy) {
    return new LayeredTierPlanner(policy);
  }
}
