package io.temper.plan;

import io.temper.tier.TierPolicy;
import io.temper.workload.CgroupPath;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link TierPlanner} goes by, beside workloads and machine.
 *
 * @param tierPolicy decides the tier of each workload
 * @param capabilities what the scheduler enforces that the plan is for
 * @param systemCgroups control groups of the host that the node depends on, such as that of its
 *     container runtime: they join the system layer
 */
public record PlanPolicy(
    TierPolicy tierPolicy, Set<Capability> capabilities, List<CgroupPath> systemCgroups) {
  /** Standard tiers, for the scheduler that this version of Temper brings. */
  public static final PlanPolicy STANDARD =
      new PlanPolicy(TierPolicy.standard(), Set.of(Capability.FENCES), List.of());

  /** Copies the collections; control groups are sorted and each is kept once. */
  public PlanPolicy {
    capabilities = Set.copyOf(capabilities);
    systemCgroups = List.copyOf(new TreeSet<>(systemCgroups));
  }

  /**
   * Returns this policy with other tiers.
   *
   * @param value decides the tier of each workload
   * @return a changed policy
   */
  public PlanPolicy withTierPolicy(TierPolicy value) {
    return new PlanPolicy(value, capabilities, systemCgroups);
  }

  /**
   * Returns this policy for another scheduler.
   *
   * @param value what that scheduler enforces
   * @return a changed policy
   */
  public PlanPolicy withCapabilities(Set<Capability> value) {
    return new PlanPolicy(tierPolicy, value, systemCgroups);
  }

  /**
   * Returns this policy with other control groups in the system layer.
   *
   * @param value paths, in any order
   * @return a changed policy
   */
  public PlanPolicy withSystemCgroups(Collection<CgroupPath> value) {
    return new PlanPolicy(tierPolicy, capabilities, List.copyOf(value));
  }
}
