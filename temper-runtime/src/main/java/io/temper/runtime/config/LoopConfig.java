package io.temper.runtime.config;

import io.temper.runtime.publish.PublishTiming;
import java.time.Duration;

/**
 * How changes are gathered before the kernel hears of them.
 *
 * @param debounce how long the layers must rest before they are published; 0 to 10 s
 * @param maxStaleness how long a change is held back at most; at least the debounce, up to 60 s
 * @param poll how often what tells no changes is looked at; 10 ms to 10 s
 * @param weightDeadBandPercent a weight that differs by less from the one in force stays as it is; 0 to
 *     99
 */
public record LoopConfig(
    Duration debounce, Duration maxStaleness, Duration poll, int weightDeadBandPercent) {
  static final Range<Duration> DEBOUNCE = new Range<>(Duration.ZERO, Duration.ofSeconds(10));
  static final Range<Duration> STALENESS = new Range<>(Duration.ZERO, Duration.ofSeconds(60));
  static final Range<Duration> POLL = new Range<>(Duration.ofMillis(10), Duration.ofSeconds(10));
  static final Range<Integer> DEAD_BAND = new Range<>(0, 99);

  /** 50 ms, at most 500 ms; a look every 100 ms; 5 percent. */
  public static final LoopConfig STANDARD = new LoopConfig(
      PublishTiming.STANDARD.debounce(),
      PublishTiming.STANDARD.maxStaleness(),
      Duration.ofMillis(100),
      PublishTiming.STANDARD.weightBandPercent());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range, or the debounce is longer than the
   *     maximum staleness
   */
  public LoopConfig {
    DEBOUNCE.require("loop.debounce", debounce, ConfigText::of);
    STALENESS.require("loop.max_staleness", maxStaleness, ConfigText::of);
    POLL.require("loop.poll", poll, ConfigText::of);
    DEAD_BAND.require("loop.weight_dead_band_percent", weightDeadBandPercent, String::valueOf);
    if (debounce.compareTo(maxStaleness) > 0) {
      throw new IllegalArgumentException("loop.debounce, " + ConfigText.of(debounce)
          + ", must not be longer than loop.max_staleness, " + ConfigText.of(maxStaleness));
    }
  }

  /**
   * Returns how changes are gathered.
   *
   * @return the part of this that the loop goes by
   */
  public PublishTiming timing() {
    return new PublishTiming(debounce, maxStaleness, weightDeadBandPercent);
  }
}
