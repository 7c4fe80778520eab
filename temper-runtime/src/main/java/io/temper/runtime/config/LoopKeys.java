package io.temper.runtime.config;

import java.time.Duration;
import java.util.stream.Stream;

/** The keys of the control loop and of its restarts. */
final class LoopKeys {
  static final String LOOP = "loop";
  static final String RESTART = "restart";

  static final ConfigKey<Duration> DEBOUNCE = new ConfigKey<>(
      LOOP + ".debounce",
      ConfigTypes.duration(LoopConfig.DEBOUNCE),
      "how long the layers must rest before they are published; not longer than `max_staleness`",
      config -> config.loop().debounce());

  static final ConfigKey<Duration> STALENESS = new ConfigKey<>(
      LOOP + ".max_staleness",
      ConfigTypes.duration(LoopConfig.STALENESS),
      "how long a change of the layers is held back at most, even if they do not rest",
      config -> config.loop().maxStaleness());

  static final ConfigKey<Duration> POLL = new ConfigKey<>(
      LOOP + ".poll",
      ConfigTypes.duration(LoopConfig.POLL),
      "how often what tells no changes, such as a file, is looked at",
      config -> config.loop().poll());

  static final ConfigKey<Integer> DEAD_BAND = new ConfigKey<>(
      LOOP + ".weight_dead_band_percent",
      NumberTypes.integer(LoopConfig.DEAD_BAND),
      "a weight that differs by less percent from the one in force stays as it is",
      config -> config.loop().weightDeadBandPercent());

  static final ConfigKey<Integer> BUDGET = new ConfigKey<>(
      RESTART + ".budget",
      NumberTypes.integer(RestartConfig.BUDGET),
      "how many faults of the scheduler within the window are too many",
      config -> config.restart().budget());

  static final ConfigKey<Duration> WINDOW = new ConfigKey<>(
      RESTART + ".window",
      ConfigTypes.duration(RestartConfig.TIME),
      "how long a fault counts",
      config -> config.restart().window());

  static final ConfigKey<Duration> COOLDOWN = new ConfigKey<>(
      RESTART + ".cooldown",
      ConfigTypes.duration(RestartConfig.TIME),
      "how long nothing is tried after too many faults; doubles each time",
      config -> config.restart().cooldown());

  static final ConfigKey<Duration> MAX_COOLDOWN = new ConfigKey<>(
      RESTART + ".max_cooldown",
      ConfigTypes.duration(RestartConfig.TIME),
      "the longest that the cooldown becomes; not shorter than `cooldown`",
      config -> config.restart().maxCooldown());

  private LoopKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(DEBOUNCE, STALENESS, POLL, DEAD_BAND, BUDGET, WINDOW, COOLDOWN, MAX_COOLDOWN);
  }
}
