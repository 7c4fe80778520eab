package io.temper.bpf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured times. */
final class Times {
  private final List<Duration> times = new ArrayList<>();

  void add(Duration time) {
    times.add(time);
  }

  void addSince(long startNanos) {
    add(Duration.ofNanos(System.nanoTime() - startNanos));
  }

  void addMicros(long micros) {
    add(Duration.ofNanos(1000 * micros));
  }

  int size() {
    return times.size();
  }

  Duration median() {
    return percentile(50);
  }

  /** The least time that at least {@code percent} of the times do not exceed. */
  Duration percentile(int percent) {
    var sorted = times.stream().sorted().toList();
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms, max %.2f ms, n = %d",
        millis(median()),
        millis(percentile(99)),
        millis(percentile(100)),
        size());
  }
}
