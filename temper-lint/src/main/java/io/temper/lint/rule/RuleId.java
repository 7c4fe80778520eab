package io.temper.lint.rule;

import java.util.regex.Pattern;

/**
 * Names a rule, for ever: metrics, suppressions and links carry it.
 *
 * @param value words of lower-case letters and digits, joined by underscores: {@code smt_collision}
 */
public record RuleId(String value) implements Comparable<RuleId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it has another
   */
  public RuleId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not the name of a rule: '" + value + "': write it as in smt_collision");
    }
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return value;
  }
}
