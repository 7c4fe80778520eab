package io.temper.runtime.status;

import java.time.Duration;

/** Writes durations for people. */
final class Durations {
  private Durations() {}

  /** Returns whole seconds or, above two minutes, whole minutes; what is less than one counts as one. */
  static String text(Duration duration) {
    long seconds = Math.max(1, duration.plusMillis(999).toSeconds());
    return seconds <= 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}
