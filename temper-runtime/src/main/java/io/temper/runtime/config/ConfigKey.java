package io.temper.runtime.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param name the table and the key: {@code loop.debounce}; a key at the top has no table
 * @param type how its values are written
 * @param meaning what it decides, for people
 * @param value reads it off a configuration
 * @param <T> the type of its values
 */
public record ConfigKey<T>(
    String name, ConfigType<T> type, String meaning, Function<AgentConfig, T> value) {

  /**
   * Returns the table that the key belongs to.
   *
   * @return for example {@code loop}; empty text at the top
   */
  public String table() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /**
   * Returns the key within its table.
   *
   * @return for example {@code debounce}
   */
  public String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * Returns the value where the key is left out.
   *
   * @return the value of the standard configuration
   */
  public T fallback() {
    return value.apply(AgentConfig.STANDARD);
  }

  /**
   * Returns the plain form of the key's value.
   *
   * @param config a configuration
   * @return see {@link ConfigType}; empty for a value that is written by leaving the key out
   */
  public Optional<Object> plainOf(AgentConfig config) {
    return type.writer().apply(value.apply(config));
  }
}
