package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import java.util.List;

/** The same request has another weight, depending on what made the group. */
final class WeightFormulaMixed {
  static final LintRule RULE = LintRule.named("weight_formula_mixed", LintScope.NODE, Severity.INFO)
      .title("All requests of a node become weights by one formula")
      .why(
          "Newer container runtimes turn requests into cpu.weight by another formula: one CPU against"
              + " 100m was 9.75 to 1 and is 5.9 to 1. Where both are in use, as after an upgrade, the same"
              + " request has two weights, on the stock scheduler above all.")
      .remediation("Restart the pods that were there before the upgrade.")
      .needs(Fact.PLAN, Fact.GROUPS)
      .check(WeightFormulaMixed::check);

  private WeightFormulaMixed() {}

  private static List<Finding> check(LintInput input) {
    List<MemberGroup> known = MemberGroup.of(input.get(Fact.PLAN), input.get(Fact.GROUPS)).stream()
        .filter(one -> isBy(one, WeightFormula.LINEAR) != isBy(one, WeightFormula.CURVED))
        .toList();
    if (known.isEmpty()) {
      return Finding.notApplicable("no weight follows from a request");
    }
    long curved = known.stream().filter(one -> isBy(one, WeightFormula.CURVED)).count();
    long linear = known.size() - curved;
    return Finding.orPass(
        curved > 0 && linear > 0
            ? List.of(Finding.violation(
                Subject.ALL,
                "the weights of " + linear + " workloads follow the older formula, those of "
                    + curved + " the newer one",
                Evidence.of(0, Math.min(linear, curved), Unit.WORKLOADS)))
            : List.of());
  }

  private static boolean isBy(MemberGroup one, WeightFormula formula) {
    return !one.member().request().isZero()
        && one.group().weight() == formula.weightOf(one.member().request());
  }
}
