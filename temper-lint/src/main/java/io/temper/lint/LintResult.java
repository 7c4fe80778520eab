package io.temper.lint;

import io.temper.lint.fact.SourcePlace;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.Outcome;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.RuleId;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule for one subject, or one part of it. Sorted by rule, subject, part and text.
 *
 * @param rule the rule
 * @param severity how bad a violation of it is here
 * @param subject what it is about
 * @param outcome what became of it
 * @param place where the subject is written; null if it is not written, or that is not known
 * @param part the part of the subject that it is about, such as a container of a pod; empty for the whole
 */
public record LintResult(
    LintRule rule,
    Severity severity,
    Subject subject,
    Outcome outcome,
    @Nullable SourcePlace place,
    String part)
    implements Comparable<LintResult> {
  private static final Comparator<LintResult> ORDER = Comparator.comparing(LintResult::id)
      .thenComparing(LintResult::subject)
      .thenComparing(LintResult::part)
      .thenComparing(result -> result.outcome().label())
      .thenComparing(result -> result.outcome().text());

  /**
   * Creates one about the whole of its subject.
   *
   * @param rule the rule
   * @param severity how bad a violation of it is here
   * @param subject what it is about
   * @param outcome what became of it
   * @param place where the subject is written; null if it is not written, or that is not known
   */
  public LintResult(
      LintRule rule,
      Severity severity,
      Subject subject,
      Outcome outcome,
      @Nullable SourcePlace place) {
    this(rule, severity, subject, outcome, place, "");
  }

  /**
   * Returns the name of the rule.
   *
   * @return its id
   */
  public RuleId id() {
    return rule.id();
  }

  /**
   * Returns what it is about in words.
   *
   * @return the subject, and the part of it: {@code workload shop/web, proxy}
   */
  public String about() {
    return part.isEmpty() ? subject.toString() : subject + ", " + part;
  }

  /**
   * Returns the violation, be it suppressed or not.
   *
   * @return empty for the other outcomes
   */
  public Optional<Violation> violation() {
    if (outcome instanceof Suppressed suppressed) {
      return Optional.of(suppressed.violation());
    }
    return outcome instanceof Violation violation ? Optional.of(violation) : Optional.empty();
  }

  /**
   * Tells whether somebody should do something.
   *
   * @return true for a violation that nobody has suppressed
   */
  public boolean isViolation() {
    return outcome instanceof Violation;
  }

  /**
   * Returns this result with another outcome.
   *
   * @param value the outcome
   * @return a changed result
   */
  public LintResult withOutcome(Outcome value) {
    return new LintResult(rule, severity, subject, value, place, part);
  }

  @Override
  public int compareTo(LintResult other) {
    return ORDER.compare(this, other);
  }
}
