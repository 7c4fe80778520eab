package io.temper.lint.placement;

import io.temper.lint.rule.LintRule;
import java.util.List;

/** The rules of this package, the four invariants first. */
public final class PlacementRules {
  private PlacementRules() {}

  /**
   * Returns all of them.
   *
   * @return an immutable list
   */
  public static List<LintRule> all() {
    return List.of(
        SmtCollision.RULE,
        ProtectedFallback.RULE,
        OpenReserve.RULE,
        LayerMismatch.RULE,
        FenceViolation.RULE,
        PinnedThreadOnFence.RULE,
        IrqOnFence.RULE,
        RealTimeOnFence.RULE,
        ThreadOutsideGroup.RULE);
  }
}
