package io.temper.plan;

import io.temper.profile.ProfileCatalog;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link TierPlanner} goes by, beside workloads and machine.
 *
 * @param tierPolicy decides the tier of each workload
 * @param capabilities what the scheduler enforces that the plan is for
 * @param systemCgroups control groups of the host that the node depends on, such as that of its
 *     container runtime: they join the system layer
 * @param ceilings the most CPU time that the layer of a tier may use in all, fractions of a CPU
 *     included; a tier without an entry has no configured ceiling
 * @param profiles decides which threads of a workload are treated differently
 */
public record PlanPolicy(
    TierPolicy tierPolicy,
    Set<Capability> capabilities,
    List<CgroupPath> systemCgroups,
    Map<Tier, CpuQuantity> ceilings,
    ProfileCatalog profiles) {
  /** Standard tiers and no thread profiles, for the scheduler that this version of Temper brings. */
  public static final PlanPolicy STANDARD = new PlanPolicy(
      TierPolicy.standard(),
      Set.of(Capability.FENCES, Capability.CEILINGS),
      List.of(),
      Map.of(),
      ProfileCatalog.EMPTY);

  /**
   * Copies the collections; control groups are sorted and each is kept once.
   *
   * @throws IllegalArgumentException if a ceiling is zero
   */
  public PlanPolicy {
    capabilities = Set.copyOf(capabilities);
    systemCgroups = List.copyOf(new TreeSet<>(systemCgroups));
    ceilings = Map.copyOf(ceilings);
    ceilings.forEach((tier, ceiling) -> {
      if (ceiling.isZero()) {
        throw new IllegalArgumentException("the ceiling of tier " + tier.label()
            + " must be at least 1m, a thousandth of a CPU; leave it out for none");
      }
    });
  }

  /**
   * Returns this policy with other tiers.
   *
   * @param value decides the tier of each workload
   * @return a changed policy
   */
  public PlanPolicy withTierPolicy(TierPolicy value) {
    return new PlanPolicy(value, capabilities, systemCgroups, ceilings, profiles);
  }

  /**
   * Returns this policy for another scheduler.
   *
   * @param value what that scheduler enforces
   * @return a changed policy
   */
  public PlanPolicy withCapabilities(Set<Capability> value) {
    return new PlanPolicy(tierPolicy, value, systemCgroups, ceilings, profiles);
  }

  /**
   * Returns this policy with other control groups in the system layer.
   *
   * @param value paths, in any order
   * @return a changed policy
   */
  public PlanPolicy withSystemCgroups(Collection<CgroupPath> value) {
    return new PlanPolicy(tierPolicy, capabilities, List.copyOf(value), ceilings, profiles);
  }

  /**
   * Returns this policy with other ceilings.
   *
   * @param value the most CPU time that the layer of a tier may use in all; at least 1m each
   * @return a changed policy
   * @throws IllegalArgumentException if a ceiling is zero
   */
  public PlanPolicy withCeilings(Map<Tier, CpuQuantity> value) {
    return new PlanPolicy(tierPolicy, capabilities, systemCgroups, value, profiles);
  }

  /**
   * Returns this policy with other thread profiles.
   *
   * @param value decides which threads of a workload are treated differently
   * @return a changed policy
   */
  public PlanPolicy withProfiles(ProfileCatalog value) {
    return new PlanPolicy(tierPolicy, capabilities, systemCgroups, ceilings, value);
  }
}
