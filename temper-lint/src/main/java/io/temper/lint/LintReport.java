package io.temper.lint;

import io.temper.lint.rule.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What became of every rule. The same input gives an equal report, whatever order it came in.
 *
 * @param at the moment that was looked at
 * @param results each rule at least once; sorted
 */
public record LintReport(Instant at, List<LintResult> results) {
  /** Copies and sorts the list. */
  public LintReport {
    results = results.stream().sorted().toList();
  }

  /**
   * Returns what somebody should do something about.
   *
   * @return the violations that nobody has suppressed
   */
  public List<LintResult> violations() {
    return results.stream().filter(LintResult::isViolation).toList();
  }

  /**
   * Returns the results of one outcome.
   *
   * @param label the name of the outcome, such as {@code could_not_check}
   * @return those results
   */
  public List<LintResult> ofOutcome(String label) {
    return results.stream()
        .filter(result -> result.outcome().label().equals(label))
        .toList();
  }

  /**
   * Returns how bad the worst violation is.
   *
   * @return empty without a violation
   */
  public Optional<Severity> worst() {
    return violations().stream().map(LintResult::severity).min(Severity::compareTo);
  }

  /**
   * Returns one report of several.
   *
   * @param at the moment that was looked at
   * @param reports the reports
   * @return all of their results, each once
   */
  public static LintReport merge(Instant at, Collection<LintReport> reports) {
    return new LintReport(
        at,
        reports.stream().flatMap(report -> report.results().stream()).distinct().toList());
  }
}
