package io.temper.lint.rule;

import java.util.Locale;

/** What a rule looks at. */
public enum LintScope {
  /** Workloads, as somebody wrote them. */
  MANIFEST,
  /** The plan that they lead to on a machine. */
  PLAN,
  /** A node that runs. */
  NODE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name that users read.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }
}
