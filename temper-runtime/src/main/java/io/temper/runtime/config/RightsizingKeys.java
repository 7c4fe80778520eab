package io.temper.runtime.config;

import java.time.Duration;
import java.util.stream.Stream;

/** The keys of watching what containers want. */
final class RightsizingKeys {
  static final ConfigKey<Boolean> ENABLED = new ConfigKey<>(
      "rightsizing.enabled",
      ConfigTypes.bool(),
      "whether the agent watches what containers use and want, for `temper rightsize`"
          + " ([rightsizing.md](rightsizing.md))",
      config -> config.rightsizing().enabled());

  static final ConfigKey<Duration> INTERVAL = new ConfigKey<>(
      "rightsizing.interval",
      ConfigTypes.duration(RightsizingConfig.INTERVAL),
      "how often it looks; shorter bursts than this are averaged away",
      config -> config.rightsizing().interval());

  static final ConfigKey<Duration> START_UP = new ConfigKey<>(
      "rightsizing.start_up",
      ConfigTypes.duration(RightsizingConfig.START_UP),
      "for how long a container that appears is starting up; what it wants then is kept apart",
      config -> config.rightsizing().startUp());

  private RightsizingKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(ENABLED, INTERVAL, START_UP);
  }

  static RightsizingConfig read(ConfigValues values) {
    return new RightsizingConfig(values.get(ENABLED), values.get(INTERVAL), values.get(START_UP));
  }
}
