package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import java.util.List;

/** What has no control group is in the default layer, whatever its tier. */
final class MemberUnresolved {
  static final LintRule RULE = LintRule.named("member_unresolved", LintScope.NODE, Severity.WARNING)
      .title("Every workload of the plan has its control group")
      .why(
          "The scheduler knows workloads by their control groups. One whose group is not there is in"
              + " the default layer. That is so for a moment while a pod starts; here it stays.")
      .remediation(
          "Look whether the workload runs, and whether its path in the workload file is right"
              + " ('temper explain').")
      .needs(Fact.CONDITION)
      .check(MemberUnresolved::check);

  private MemberUnresolved() {}

  private static List<Finding> check(LintInput input) {
    NodeCondition node = input.get(Fact.CONDITION);
    if (!node.isEnforcing()) {
      return Finding.notApplicable("no plan is enforced");
    }
    List<String> missing = node.unresolved();
    return Finding.orPass(
        missing.isEmpty()
            ? List.of()
            : List.of(Finding.violation(
                Subject.ALL,
                "the plan names control groups that are not there: " + missing.get(0)
                    + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : ""),
                Evidence.of(0, missing.size(), Unit.GROUPS))));
  }
}
