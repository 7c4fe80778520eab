package io.temper.kernel;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Renders plans for a scheduler of given limits. Pure: what it must know of the host comes in through
 * the function that finds cgroup ids.
 *
 * @param limits the most that the scheduler can take
 * @param bounds how long a layer may be kept waiting
 */
public record KernelCompiler(KernelLimits limits, FairnessBounds bounds) {

  /**
   * Returns the compiler for Temper's own scheduler.
   *
   * @return a compiler that anybody can use
   */
  public static KernelCompiler standard() {
    return new KernelCompiler(KernelLimits.STANDARD, FairnessBounds.STANDARD);
  }

  /**
   * Renders a plan. Nothing is cut to fit: a plan that exceeds a limit gives every breach.
   *
   * @param plan what shall be enforced
   * @param node the machine that it was planned for
   * @param cgroupIds gives the id (inode number) of a control group; empty if it does not exist
   * @param generation the number of the configuration, from 1
   * @return the configuration, or why there is none
   * @throws IllegalArgumentException if the generation is below 1
   */
  public CompileResult compile(
      EnforcementPlan plan,
      NodeTopology node,
      Function<CgroupPath, OptionalLong> cgroupIds,
      long generation) {
    LayerTable layers = LayerTable.of(plan.layers(), node);
    MemberTable members = MemberTable.of(plan, layers, cgroupIds);
    List<LimitBreach> breaches = new LimitCheck(limits).breaches(layers, members, node);
    if (!breaches.isEmpty()) {
      return new CompileResult.OverLimit(breaches);
    }
    KernelConfig config = new KernelConfig(
        generation,
        layers.layers(),
        layers.defaultIndex(),
        layers.systemIndex(),
        members.layerByCgroup(),
        KernelCpus.of(node),
        node.caches().size(),
        bounds);
    return new CompileResult.Compiled(config, members.unresolved());
  }
}
