package io.temper.agent.report.agent;

import java.util.List;
import java.util.Optional;

/**
 * What a running agent goes by.
 *
 * @param file its configuration file; empty if there is none
 * @param settings one per key, in the order of {@code docs/configuration.md}
 */
public record ConfigurationReport(Optional<String> file, List<Setting> settings) {
  /** Copies the list. */
  public ConfigurationReport {
    settings = List.copyOf(settings);
  }

  /**
   * One key.
   *
   * @param key its name, with its table
   * @param value the value in plain form (see {@link io.temper.runtime.config.ConfigType}); empty if it
   *     has none
   * @param origin where the value comes from
   */
  public record Setting(String key, Optional<Object> value, Origin origin) {}

  /** Where a value comes from. */
  public sealed interface Origin {}

  /** Nobody said otherwise. */
  public record Fallback() implements Origin {}

  /**
   * A file says so.
   *
   * @param file its name
   * @param line the line in it, from 1
   */
  public record InFile(String file, int line) implements Origin {}

  /**
   * The command line says so.
   *
   * @param option by which option
   */
  public record Option(String option) implements Origin {}
}
