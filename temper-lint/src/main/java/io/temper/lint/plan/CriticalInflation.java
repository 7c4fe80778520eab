package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import java.util.List;

/** Where most is critical, nothing is. */
final class CriticalInflation {
  /** More than half of a node for its most important tier leaves the others the smaller part. */
  private static final long MOST_PERCENT = 50;

  static final LintRule RULE = LintRule.named("critical_inflation", LintScope.PLAN, Severity.INFO)
      .title("Critical workloads request at most half of the node")
      .why("A tier is worth something because others stand below it. Above half of the node, the"
          + " critical tier competes above all with itself, and all else shares what is left.")
      .remediation(
          "Look whether all of these workloads are critical, or spread them over more nodes.")
      .needs(Fact.PLAN, Fact.TOPOLOGY)
      .check(CriticalInflation::check);

  private CriticalInflation() {}

  private static List<Finding> check(LintInput input) {
    return input
        .get(Fact.PLAN)
        .layer(LayerRole.CRITICAL)
        .map(layer -> Finding.orPass(look(layer, input)))
        .orElseGet(() -> Finding.notApplicable("no workload is critical"));
  }

  private static List<Finding> look(Layer layer, LintInput input) {
    long nodeMillis = 1000L * input.get(Fact.TOPOLOGY).online().size();
    long asked = layer.requested().millis();
    // Beyond the node by far, the percentage would not fit; then it is above the bound anyway.
    long percent = Math.min(asked, 100 * nodeMillis) * 100 / nodeMillis;
    return asked > nodeMillis * MOST_PERCENT / 100
        ? List.of(Finding.violation(
            Subject.of(layer),
            "critical workloads request " + layer.requested() + " of "
                + input.get(Fact.TOPOLOGY).online().size() + " CPUs",
            Evidence.atMost(MOST_PERCENT, percent, Unit.PERCENT)))
        : List.of();
  }
}
