package io.temper.lint.manifest;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.workload.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A suppression with a fault suppresses nothing, and its author thinks that it does. */
final class SuppressionInvalid {
  static final LintRule RULE = LintRule.named(
          "suppression_invalid", LintScope.MANIFEST, Severity.WARNING)
      .title("A suppression can be understood")
      .why("One that names no rule, gives no reason or has a malformed day suppresses nothing.")
      .remediation(
          "Write in a file what docs/linter.md shows, or at a pod lint-ignore.temper.io/RULE: \"REASON (until 2027-01-31)\"; the day may be"
              + " left out.")
      .needs(Fact.SUPPRESSIONS)
      .field(ManifestField.ANNOTATIONS)
      .check(SuppressionInvalid::check);

  private SuppressionInvalid() {}

  private static List<Finding> check(LintInput input) {
    Suppressions known = input.get(Fact.SUPPRESSIONS);
    if (known.all().isEmpty() && known.faults().isEmpty()) {
      return Finding.notApplicable("there is no suppression");
    }
    return Finding.orPass(known.faults().stream()
        .map(fault -> Finding.violation(
            subject(fault.workload()),
            fault.origin() + ": " + fault.problem(),
            Evidence.names("rule, reason and day", fault.problem())))
        .toList());
  }

  private static Subject subject(@Nullable WorkloadId workload) {
    return workload == null ? Subject.ALL : Subject.of(workload);
  }
}
