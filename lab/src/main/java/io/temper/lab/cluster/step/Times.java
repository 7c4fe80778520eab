package io.temper.lab.cluster.step;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Times as people read them. */
final class Times {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private Times() {}

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toNanos() / NANOS_PER_SECOND);
  }

  static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** The smallest, the middle and the largest, in ms. */
  static String spread(List<Duration> times) {
    if (times.isEmpty()) {
      return "never";
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.0f / %.0f / %.0f ms (min / median / max, n %d)",
        millis(sorted.get(0)),
        millis(sorted.get(sorted.size() / 2)),
        millis(sorted.get(sorted.size() - 1)),
        sorted.size());
  }

  /** The smallest, the middle and the largest of rates. */
  static String rates(List<Double> rates) {
    if (rates.isEmpty()) {
      return "never";
    }
    List<Double> sorted = rates.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f / %.1f per second (min / median / max, n %d)",
        sorted.get(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1),
        sorted.size());
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }
}
