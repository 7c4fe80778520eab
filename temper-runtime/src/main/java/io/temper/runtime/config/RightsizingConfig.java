package io.temper.runtime.config;

import java.time.Duration;

/**
 * Whether and how the agent watches what containers want.
 *
 * @param enabled whether it does
 * @param interval how often it looks
 * @param startUp for how long a container that appears is starting up
 */
public record RightsizingConfig(boolean enabled, Duration interval, Duration startUp) {
  static final Range<Duration> INTERVAL = new Range<>(Duration.ofSeconds(1), Duration.ofMinutes(1));
  static final Range<Duration> START_UP = new Range<>(Duration.ZERO, Duration.ofMinutes(30));

  /** Off; every 10 s and two minutes where it is switched on. */
  public static final RightsizingConfig STANDARD =
      new RightsizingConfig(false, Duration.ofSeconds(10), Duration.ofMinutes(2));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a time is out of its range
   */
  public RightsizingConfig {
    INTERVAL.require("rightsizing.interval", interval, ConfigText::of);
    START_UP.require("rightsizing.start_up", startUp, ConfigText::of);
  }
}
