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
import java.util.List;
import java.util.Set;

/** A node that is meant to enforce and does not. */
final class NotEnforcing {
  private static final Set<String> HINDERED = Set.of("refused", "ejected", "waiting");
  private static final Set<String> MEANT = Set.of("enforcing", "refused", "ejected", "waiting");

  static final LintRule RULE = LintRule.named("not_enforcing", LintScope.NODE, Severity.ERROR)
      .title("A node that is to enforce does")
      .why(
          "On the stock scheduler workloads run, unprotected. The agent says what is in the way, and"
              + " whether it tries again by itself.")
      .remediation("Do what 'temper status' says; 'temper doctor' checks the host.")
      .needs(Fact.CONDITION)
      .check(NotEnforcing::check);

  private NotEnforcing() {}

  private static List<Finding> check(LintInput input) {
    NodeCondition node = input.get(Fact.CONDITION);
    if (!MEANT.contains(node.state())) {
      return Finding.notApplicable("the node is not meant to enforce: it is in " + node.state());
    }
    return Finding.orPass(
        HINDERED.contains(node.state())
            ? List.of(Finding.violation(
                Subject.ALL,
                "the node is in state " + node.state() + ": " + node.reason(),
                Evidence.names("enforcing", node.state())))
            : List.of());
  }
}
