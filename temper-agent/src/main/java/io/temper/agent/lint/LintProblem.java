package io.temper.agent.lint;

import io.temper.lint.LintResult;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.runtime.observation.LintObservation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one sentence that the linter found something on this node. */
public final class LintProblem {
  private LintProblem() {}

  /**
   * Returns the sentence.
   *
   * @param lint what the linter found
   * @return empty if no rule about the node itself is violated that somebody should act on
   */
  public static Optional<String> of(LintObservation lint) {
    List<LintResult> violations = lint.report().violations().stream()
        .filter(result -> result.rule().scope() == LintScope.NODE)
        .filter(result -> result.severity().isAtLeast(Severity.WARNING))
        .toList();
    String rules = violations.stream()
        .map(result -> result.id().value())
        .distinct()
        .collect(Collectors.joining(", "));
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of("the linter finds " + rules + " violated: see 'temper lint'");
  }
}
