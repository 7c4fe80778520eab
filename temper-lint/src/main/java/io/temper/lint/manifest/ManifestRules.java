package io.temper.lint.manifest;

import io.temper.lint.rule.LintRule;
import java.util.List;

/** The rules of this package. */
public final class ManifestRules {
  private ManifestRules() {}

  /**
   * Returns all of them.
   *
   * @return an immutable list
   */
  public static List<LintRule> all() {
    return List.of(
        CriticalWithoutRequest.RULE,
        RequestMissing.RULE,
        LimitBelowOneCpu.RULE,
        PriorityClassUnknown.RULE,
        PriorityClassMismatch.RULE,
        SystemPodInTier.RULE,
        TierAnnotationIgnored.RULE,
        TwoRequestOwners.RULE,
        SuppressionExpired.RULE,
        SuppressionInvalid.RULE);
  }
}
