package io.temper.lint.node;

import io.temper.lint.rule.LintRule;
import java.util.List;

/** The rules of this package. */
public final class NodeRules {
  private NodeRules() {}

  /**
   * Returns all of them.
   *
   * @return an immutable list
   */
  public static List<LintRule> all() {
    return List.of(
        NotEnforcing.RULE,
        PlanNotAdopted.RULE,
        MemberUnresolved.RULE,
        SafeModeStale.RULE,
        KernelFallbackGrowing.RULE,
        SchedulerRescues.RULE,
        BackgroundStarved.RULE,
        TierFlapping.RULE,
        LimitExceeded.RULE,
        CriticalThrottled.RULE,
        WeightFormulaMixed.RULE,
        StaticCpuManagerBesideFence.RULE,
        JvmCpuCount.RULE);
  }
}
