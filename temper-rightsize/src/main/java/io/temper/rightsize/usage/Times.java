package io.temper.rightsize.usage;

import java.time.Duration;

/** What values of usage do with durations. */
public final class Times {
  private Times() {}

  /**
   * Checks a time.
   *
   * @param time any
   * @param what its name, for the message
   * @throws IllegalArgumentException if it is below zero
   */
  public static void requireNotNegative(Duration time, String what) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a " + what + " must not be negative: " + time);
    }
  }

  /**
   * Converts a time.
   *
   * @param time any
   * @return seconds
   */
  public static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }

  /**
   * Converts a number.
   *
   * @param nanos nanoseconds
   * @return the same, rounded to whole nanoseconds
   */
  public static Duration ofNanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
