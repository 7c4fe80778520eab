package io.temper.lint.rule;

import java.util.Locale;
import java.util.Optional;

/** How bad a violation is, the worst first. */
public enum Severity {
  /** A promise of Temper is broken, or cannot be kept. */
  ERROR,
  /** Somebody should look: it costs latency or throughput, or surprises. */
  WARNING,
  /** Good to know. */
  INFO;

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name that users write and read.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }

  /**
   * Returns the severity with a label.
   *
   * @param label the label, in lower case
   * @return the severity; empty if there is none of that name
   */
  public static Optional<Severity> ofLabel(String label) {
    for (Severity severity : values()) {
      if (severity.label.equals(label)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether this is as bad as another, or worse.
   *
   * @param other another severity
   * @return true for the same one, too
   */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
