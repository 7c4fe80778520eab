package io.temper.runtime.config;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The keys of thread profiles. */
final class ProfileKeys {
  static final ConfigKey<Boolean> ENABLED = new ConfigKey<>(
      "profiles.enabled",
      ConfigTypes.bool(),
      "whether the threads of a workload are told apart by profiles ([profiles.md](profiles.md))",
      config -> config.profiles().enabled());

  static final ConfigKey<Path> DIRECTORY = new ConfigKey<>(
      "profiles.directory",
      ConfigTypes.path("/etc/temper/profiles"),
      "the folder of your own profiles, files that end with `.toml` or `.json`; it need not be there",
      config -> config.profiles().directory());

  private ProfileKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(ENABLED, DIRECTORY);
  }

  static ProfilesConfig read(ConfigValues values) {
    return new ProfilesConfig(values.get(ENABLED), values.get(DIRECTORY));
  }
}
