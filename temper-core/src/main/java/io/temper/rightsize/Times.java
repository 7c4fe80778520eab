package io.temper.rightsize;

import java.time.Duration;

/** What the values of this package do with durations. */
final class Times {
  private Times() {}

  static void requireNotNegative(Duration time, String what) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a " + what + " must not be negative: " + time);
    }
  }

  static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }

  static Duration ofNanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
