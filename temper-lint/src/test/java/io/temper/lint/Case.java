package io.temper.lint;

import io.temper.lint.fact.LintInput;
import java.util.List;

/**
 * What one rule must say about one input.
 *
 * @param rule the name of the rule
 * @param name what is special about the input
 * @param input what the rule looks at
 * @param outcome the name of the outcome
 * @param violations subject and evidence of each violation, in order; else empty
 */
record Case(String rule, String name, LintInput input, String outcome, List<String> violations) {

  static Case fires(String rule, String name, LintInput input, String... violations) {
    return new Case(rule, name, input, "violation", List.of(violations));
  }

  static Case passes(String rule, String name, LintInput input) {
    return new Case(rule, name, input, "pass", List.of());
  }

  static Case isNotApplicable(String rule, String name, LintInput input) {
    return new Case(rule, name, input, "not_applicable", List.of());
  }

  static Case cannotCheck(String rule, String name, LintInput input) {
    return new Case(rule, name, input, "could_not_check", List.of());
  }

  @Override
  public String toString() {
    return rule + ": " + name;
  }
}
