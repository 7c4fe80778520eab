package io.temper.lint.rule;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.ManifestField;
import java.util.List;

/** Collects what makes a {@link LintRule}. Mutable, for one thread. */
public final class LintRuleBuilder {
  private final RuleId id;
  private final LintScope scope;
  private final Severity severity;
  private String title = "";
  private String why = "";
  private String remediation = "";
  private List<Fact<?>> needs = List.of();
  private ManifestField field = ManifestField.WORKLOAD;
  private boolean ofEvents;

  LintRuleBuilder(RuleId id, LintScope scope, Severity severity) {
    this.id = id;
    this.scope = scope;
    this.severity = severity;
  }

  /**
   * Says what should hold.
   *
   * @param value a few words
   * @return this builder
   */
  public LintRuleBuilder title(String value) {
    title = value;
    return this;
  }

  /**
   * Says why that matters.
   *
   * @param value a sentence or two
   * @return this builder
   */
  public LintRuleBuilder why(String value) {
    why = value;
    return this;
  }

  /**
   * Says what to do about a violation.
   *
   * @param value a sentence or two
   * @return this builder
   */
  public LintRuleBuilder remediation(String value) {
    remediation = value;
    return this;
  }

  /**
   * Says what the rule must know.
   *
   * @param facts what its check gets from the input without asking whether it is there
   * @return this builder
   */
  public LintRuleBuilder needs(Fact<?>... facts) {
    needs = List.of(facts);
    return this;
  }

  /**
   * Says which part of a written workload the rule is about.
   *
   * @param value the part; without this the whole
   * @return this builder
   */
  public LintRuleBuilder field(ManifestField value) {
    field = value;
    return this;
  }

  /**
   * Says that the rule counts what happened between two readings. Nothing of that may be an accident of the
   * moment, and it need not happen again, so a violation counts at once.
   *
   * @return this builder
   */
  public LintRuleBuilder ofEvents() {
    ofEvents = true;
    return this;
  }

  /**
   * Makes the rule.
   *
   * @param check looks
   * @return the rule
   */
  public LintRule check(LintCheck check) {
    return new LintRule(
        id, scope, severity, title, why, remediation, needs, field, ofEvents, check);
  }
}
