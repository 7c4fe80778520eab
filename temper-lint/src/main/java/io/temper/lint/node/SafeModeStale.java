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
import java.time.Duration;
import java.util.List;

/** Safe mode is for an emergency, and easily forgotten after it. */
final class SafeModeStale {
  private static final Duration LONGEST = Duration.ofHours(24);

  static final LintRule RULE = LintRule.named("safe_mode_stale", LintScope.NODE, Severity.WARNING)
      .title("Safe mode ends within a day")
      .why("In safe mode nothing is enforced. It is asked for in a hurry, and forgotten.")
      .remediation("Look at 'temper status' for who asks for it and why, and leave it with 'temper"
          + " safe-mode off' or where it was asked for.")
      .needs(Fact.CONDITION)
      .check(SafeModeStale::check);

  private SafeModeStale() {}

  private static List<Finding> check(LintInput input) {
    NodeCondition node = input.get(Fact.CONDITION);
    if (!node.state().equals("safe-mode")) {
      return Finding.notApplicable("the node is not in safe mode");
    }
    Duration since = Duration.between(node.since(), input.now());
    return Finding.orPass(
        since.compareTo(LONGEST) > 0
            ? List.of(Finding.violation(
                Subject.ALL,
                "the node is in safe mode since " + node.since() + ", " + node.reason(),
                Evidence.names("<= " + LONGEST.toHours() + " h", since.toHours() + " h")))
            : List.of());
  }
}
