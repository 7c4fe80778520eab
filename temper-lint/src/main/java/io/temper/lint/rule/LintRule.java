package io.temper.lint.rule;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import java.util.List;

/**
 * Something that should hold.
 *
 * @param id names it, for ever
 * @param scope what it looks at
 * @param severity how bad a violation is
 * @param title what should hold, in a few words
 * @param why why that matters, in a sentence or two
 * @param remediation what to do about a violation
 * @param needs what it must know: without it the rule could not check
 * @param field the part of a written workload that it is about
 * @param ofEvents whether a violation happened between two readings, rather than being seen at a moment: then
 *     one sample is enough
 * @param check looks
 */
public record LintRule(
    RuleId id,
    LintScope scope,
    Severity severity,
    String title,
    String why,
    String remediation,
    List<Fact<?>> needs,
    ManifestField field,
    boolean ofEvents,
    LintCheck check) {
  /** Where the catalogue of rules is, from the root of the documentation. */
  public static final String CATALOGUE = "docs/linter.md";

  /** Copies the list. */
  public LintRule {
    needs = List.copyOf(needs);
  }

  /**
   * Begins a rule.
   *
   * @param id its name
   * @param scope what it looks at
   * @param severity how bad a violation is
   * @return a builder
   */
  public static LintRuleBuilder named(String id, LintScope scope, Severity severity) {
    return new LintRuleBuilder(new RuleId(id), scope, severity);
  }

  /**
   * Returns where the rule is explained.
   *
   * @return the page and the anchor on it
   */
  public String help() {
    return CATALOGUE + "#" + id;
  }

  /**
   * Looks.
   *
   * @param input what is known
   * @return at least one finding; if something is missing that the rule needs, that it could not check
   */
  public List<Finding> findings(LintInput input) {
    for (Fact<?> fact : needs) {
      if (!input.knows(fact)) {
        return Finding.couldNotCheck(
            "it needs " + fact.description() + ": " + input.whyUnknown(fact));
      }
    }
    return check.check(input);
  }
}
