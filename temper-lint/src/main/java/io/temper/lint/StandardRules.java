package io.temper.lint;

import io.temper.lint.manifest.ManifestRules;
import io.temper.lint.node.NodeRules;
import io.temper.lint.placement.PlacementRules;
import io.temper.lint.plan.PlanRules;
import io.temper.lint.rule.LintRule;
import java.util.List;
import java.util.stream.Stream;

/** The rules of Temper. */
public final class StandardRules {
  private static final List<LintRule> ALL = Stream.of(
          ManifestRules.all(), PlanRules.all(), PlacementRules.all(), NodeRules.all())
      .flatMap(List::stream)
      .toList();

  private StandardRules() {}

  /**
   * Returns all of them.
   *
   * @return an immutable list: of manifests, of plans, of placement, of nodes
   */
  public static List<LintRule> all() {
    return ALL;
  }
}
