package io.temper.lint.plan;

import io.temper.lint.rule.LintRule;
import java.util.List;

/** The rules of this package. */
public final class PlanRules {
  private PlanRules() {}

  /**
   * Returns all of them.
   *
   * @return an immutable list
   */
  public static List<LintRule> all() {
    return List.of(
        FenceAcrossCaches.RULE,
        FenceAcrossNumaNodes.RULE,
        FenceSharesCores.RULE,
        FenceNotEnforceable.RULE,
        CriticalAboveCores.RULE,
        CriticalInflation.RULE,
        LimitNotEnforced.RULE,
        LimitBelowFence.RULE,
        CeilingBelowRequests.RULE,
        RequestsAboveNode.RULE,
        WorkloadAboveNode.RULE,
        MembersNearLimit.RULE);
  }
}
