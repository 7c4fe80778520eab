package io.temper.json;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.ConfigKey;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A configuration that knows where its values were written.
 *
 * @param source what it was read from, usually a file name; empty if there was no file
 * @param config the configuration
 * @param lines the line of each key that was written, by {@linkplain ConfigKey#name name}; from 1
 */
public record PlacedConfig(String source, AgentConfig config, Map<String, Integer> lines) {
  /** What holds where there is no file. */
  public static final PlacedConfig STANDARD = new PlacedConfig("", AgentConfig.STANDARD, Map.of());

  /** Copies the map. */
  public PlacedConfig {
    lines = Map.copyOf(lines);
  }

  /**
   * Returns where the value of a key was written.
   *
   * @param key the key
   * @return its line; empty if it has its default
   */
  public OptionalInt lineOf(ConfigKey<?> key) {
    Integer line = lines.get(key.name());
    return line == null ? OptionalInt.empty() : OptionalInt.of(line);
  }
}
