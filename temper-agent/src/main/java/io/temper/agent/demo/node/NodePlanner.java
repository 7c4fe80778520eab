package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.kernel.CompileResult;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.spi.CgroupResolver;
import io.temper.workload.WorkloadSet;

/**
 * From pods to what the kernel gets, on one node.
 *
 * @param planner makes the plan
 * @param compiler makes the kernel's form of it
 * @param topology the node
 * @param cgroups finds the pods' cgroups
 */
public record NodePlanner(
    TierPlanner planner, KernelCompiler compiler, NodeTopology topology, CgroupResolver cgroups) {

  /** Returns the plan for {@code pods}. */
  public EnforcementPlan plan(WorkloadSet pods) {
    return planner.plan(pods, topology);
  }

  /**
   * Returns the kernel's form of the plan for {@code pods}.
   *
   * @throws TemperException if the scheduler cannot hold it, or a pod has no cgroup
   */
  public KernelConfig configure(WorkloadSet pods, long generation) {
    CompileResult result = compiler.compile(plan(pods), topology, cgroups, generation);
    if (result instanceof CompileResult.Compiled compiled
        && !compiled.unresolved().isEmpty()) {
      throw new TemperException("pods of the demo have no cgroup: " + compiled.unresolved());
    }
    return result.config();
  }
}
