package io.temper.runtime.config;

import java.nio.file.Path;

/**
 * Which threads of a workload are treated differently.
 *
 * @param enabled whether thread profiles count at all
 * @param directory the folder of an administrator's profiles; it need not be there
 */
public record ProfilesConfig(boolean enabled, Path directory) {
  /** The built-in profiles, and what is in {@code /etc/temper/profiles}. */
  public static final ProfilesConfig STANDARD =
      new ProfilesConfig(true, Path.of("/etc/temper/profiles"));

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is relative
   */
  public ProfilesConfig {
    FileConfig.requireAbsolute("profiles.directory", directory);
  }
}
