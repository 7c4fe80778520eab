package io.temper.runtime.config;

import io.temper.plan.PlanPolicy;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.util.List;
import java.util.Map;

/**
 * How workloads become layers.
 *
 * @param tierRules how the tier of a workload is decided
 * @param ceilings the most CPU time that the layer of a tier may use, at least 1m; a tier without an
 *     entry has none
 * @param systemCgroups control groups of the host that join the system layer
 * @param nomadPriorities the lowest priority of a Nomad job in each tier, which stand for the thresholds of
 *     {@code tierRules} where the workloads are Nomad's
 * @param unitWeights the lowest CPU weight of a unit in each tier, which stand for the thresholds where the
 *     workloads are units of systemd
 */
public record PlanConfig(
    TierRules tierRules,
    Map<Tier, CpuQuantity> ceilings,
    List<CgroupPath> systemCgroups,
    PriorityThresholds nomadPriorities,
    PriorityThresholds unitWeights) {
  /** Standard tiers, no ceilings, nothing of the host in the system layer. */
  public static final PlanConfig STANDARD = new PlanConfig(
      TierRules.STANDARD,
      Map.of(),
      List.of(),
      PriorityThresholds.NOMAD,
      PriorityThresholds.CPU_WEIGHTS);

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a ceiling is zero
   */
  public PlanConfig {
    ceilings = Map.copyOf(ceilings);
    systemCgroups = List.copyOf(systemCgroups);
    ceilings.forEach((tier, ceiling) -> {
      if (ceiling.isZero()) {
        throw new IllegalArgumentException("ceilings." + tier.label()
            + " must be at least 1m, a thousandth of a CPU; leave it out for none");
      }
    });
  }

  /**
   * Returns this with other prefixes of annotations.
   *
   * @param value the prefixes
   * @return the same else
   */
  public PlanConfig withPrefixes(AnnotationPrefixes value) {
    TierRules rules = new TierRules(
        tierRules.thresholds(), tierRules.systemPods(), tierRules.tierAnnotation(), value);
    return new PlanConfig(rules, ceilings, systemCgroups, nomadPriorities, unitWeights);
  }

  /**
   * Returns the policy of the planner.
   *
   * @param rules how the tier is decided: {@link #tierRules}, or what a source of workloads makes of them
   * @return the standard policy with what is configured
   */
  public PlanPolicy policy(TierRules rules) {
    return PlanPolicy.STANDARD
        .withTierPolicy(TierPolicy.byRules(rules))
        .withCeilings(ceilings)
        .withSystemCgroups(systemCgroups);
  }
}
