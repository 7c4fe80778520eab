package io.temper.lint.rule;

import io.temper.lint.fact.LintInput;
import java.util.List;

/** What a rule does. Pure: the same input gives the same findings. */
@FunctionalInterface
public interface LintCheck {

  /**
   * Looks.
   *
   * @param input knows every fact that the rule needs
   * @return at least one finding: violations, or else one of another outcome
   */
  List<Finding> check(LintInput input);
}
