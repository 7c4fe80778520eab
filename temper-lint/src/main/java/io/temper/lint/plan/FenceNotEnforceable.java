package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.plan.Decision;
import java.util.stream.Stream;

/** A fence on paper keeps nobody out. */
final class FenceNotEnforceable {
  static final LintRule RULE = LintRule.named(
          "fence_not_enforceable", LintScope.PLAN, Severity.ERROR)
      .title("The scheduler can enforce the fence")
      .why("The critical tier is promised cores of its own. This scheduler only prefers them.")
      .remediation("Use the scheduler that this release of Temper brings.")
      .needs(Fact.PLAN)
      .check(LayerDecisions.that(FenceNotEnforceable::read));

  private FenceNotEnforceable() {}

  private static Stream<Evidence> read(Decision decision) {
    return decision instanceof Decision.FenceNotEnforceable
        ? Stream.of(Evidence.names("confined", "grouped"))
        : Stream.empty();
  }
}
