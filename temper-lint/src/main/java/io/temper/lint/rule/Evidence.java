package io.temper.lint.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What led to a violation, for programs.
 *
 * @param expected what should be: a number, a bound such as {@code <= 3}, or a name
 * @param observed what is, in the same form
 * @param unit the unit of both
 * @param window the time over which it was observed; null for what has no time, or one moment
 */
public record Evidence(
    String expected, String observed, Unit unit, @Nullable Duration window) {

  /**
   * Returns evidence that two numbers differ.
   *
   * @param expected what should be
   * @param observed what is
   * @param unit the unit of both
   * @return evidence of one moment
   */
  public static Evidence of(long expected, long observed, Unit unit) {
    return new Evidence(Long.toString(expected), Long.toString(observed), unit, null);
  }

  /**
   * Returns evidence that a number is above what is allowed.
   *
   * @param most the most that should be
   * @param observed what is
   * @param unit the unit of both
   * @return evidence of one moment
   */
  public static Evidence atMost(long most, long observed, Unit unit) {
    return new Evidence("<= " + most, Long.toString(observed), unit, null);
  }

  /**
   * Returns evidence that a number is below what is needed.
   *
   * @param least the least that should be
   * @param observed what is
   * @param unit the unit of both
   * @return evidence of one moment
   */
  public static Evidence atLeast(long least, long observed, Unit unit) {
    return new Evidence(">= " + least, Long.toString(observed), unit, null);
  }

  /**
   * Returns evidence that two names differ.
   *
   * @param expected what should be
   * @param observed what is
   * @return evidence of one moment
   */
  public static Evidence names(String expected, String observed) {
    return new Evidence(expected, observed, Unit.NONE, null);
  }

  /**
   * Returns this evidence as one of a time.
   *
   * @param value over which time it was observed
   * @return changed evidence
   */
  public Evidence over(Duration value) {
    return new Evidence(expected, observed, unit, value);
  }

  /** Returns it for people: {@code expected >= 1 m, observed 0 m}. */
  @Override
  public String toString() {
    String suffix = unit.label().isEmpty() ? "" : " " + unit.label();
    String time = window == null ? "" : " in " + window.toMillis() + " ms";
    return "expected " + expected + suffix + ", observed " + observed + suffix + time;
  }
}
