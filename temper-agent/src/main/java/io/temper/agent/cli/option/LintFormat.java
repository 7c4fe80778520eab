package io.temper.agent.cli.option;

import java.util.Locale;

/** For whom {@code temper lint} writes. */
public enum LintFormat {
  /** Text for people; may change with any release. */
  TEXT,
  /** JSON for programs; fields are only ever added within one {@code apiVersion}. */
  JSON,
  /** SARIF 2.1.0, for code scanners. */
  SARIF,
  /** XML of test results, for continuous integration. */
  JUNIT,
  /** Commands that make GitHub annotate lines. */
  GITHUB;

  /** Returns the word that selects this format on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
