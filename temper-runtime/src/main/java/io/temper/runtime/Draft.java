package io.temper.runtime;

import io.temper.kernel.KernelConfig;
import io.temper.plan.EnforcementPlan;
import java.util.List;

/**
 * A complete plan in the kernel's form, not yet in force.
 *
 * @param plan what shall be enforced
 * @param config its form for the kernel; the generation is not set
 * @param unresolved what is placed and has no control group (yet)
 * @param workloads what it was made of
 */
record Draft(
    EnforcementPlan plan, KernelConfig config, List<String> unresolved, NodeWorkloads workloads) {
  Draft {
    unresolved = List.copyOf(unresolved);
  }
}
