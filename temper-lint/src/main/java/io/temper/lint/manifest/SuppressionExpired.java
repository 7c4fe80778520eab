package io.temper.lint.manifest;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What was put off until a day comes back on the day after. */
final class SuppressionExpired {
  static final LintRule RULE = LintRule.named(
          "suppression_expired", LintScope.MANIFEST, Severity.WARNING)
      .title("A suppression is not past its last day")
      .why("It no longer suppresses anything. Somebody promised to look again by that day.")
      .remediation("Mend what it was about and remove it, or give it a new reason and a later day.")
      .needs(Fact.SUPPRESSIONS)
      .field(ManifestField.ANNOTATIONS)
      .check(SuppressionExpired::check);

  private SuppressionExpired() {}

  private static List<Finding> check(LintInput input) {
    Suppressions known = input.get(Fact.SUPPRESSIONS);
    if (known.all().isEmpty()) {
      return Finding.notApplicable("there is no suppression");
    }
    LocalDate today = input.now().atZone(ZoneOffset.UTC).toLocalDate();
    return Finding.orPass(known.all().stream()
        .filter(one -> one.isExpired(input.now()))
        .map(one -> violation(one, today))
        .toList());
  }

  private static Finding violation(Suppression expired, LocalDate today) {
    return Finding.violation(
        Subject.ALL,
        "the suppression of " + expired.rule() + " for '" + expired.subject() + "' ("
            + expired.origin() + ") ended on " + expired.until(),
        Evidence.names(String.valueOf(expired.until()), today.toString()));
  }
}
