package io.temper.runtime.config;

import java.util.HashMap;
import java.util.Map;

/** What a document says about keys. Mutable, for one thread. */
public final class ConfigValues {
  private final Map<ConfigKey<?>, Object> given = new HashMap<>();

  /** Creates values of a document that says nothing. */
  public ConfigValues() {}

  /**
   * Sets the value of a key.
   *
   * @param key the key
   * @param plain the plain form of the value
   * @param <T> the type of its values
   * @throws IllegalArgumentException that says what was expected and found
   */
  public <T> void put(ConfigKey<T> key, Object plain) {
    given.put(key, key.type().read(plain));
  }

  /** Returns the value of a key, which is its default if none was set. */
  @SuppressWarnings("unchecked") // put() keeps type and key together.
  <T> T get(ConfigKey<T> key) {
    Object value = given.get(key);
    return value == null ? key.fallback() : (T) value;
  }
}
