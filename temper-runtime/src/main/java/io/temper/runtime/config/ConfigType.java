package io.temper.runtime.config;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the values of a key are written. The plain form of a value is what any format has: a {@link
 * String}, {@link Boolean}, {@link java.math.BigDecimal} or {@link java.util.List} of them.
 *
 * @param described what is expected, for example {@code a time from 2s to 1m}
 * @param example a value in plain form
 * @param reader makes the value, or throws an {@link IllegalArgumentException} that says what is wrong
 * @param writer gives the plain form; empty for a value that is written by leaving the key out
 * @param <T> the type of the values
 */
public record ConfigType<T>(
    String described,
    Object example,
    Function<Object, T> reader,
    Function<T, Optional<Object>> writer) {

  /**
   * Returns the value of a plain form.
   *
   * @param plain what a document holds
   * @return the value
   * @throws IllegalArgumentException that says what was expected and found
   */
  public T read(Object plain) {
    return reader.apply(plain);
  }

  /** Returns the same with values that may be absent. */
  ConfigType<Optional<T>> optional() {
    return new ConfigType<>(
        described,
        example,
        plain -> Optional.of(reader.apply(plain)),
        value -> value.flatMap(writer));
  }

  /** Returns the exception that a reader throws about a plain value that it cannot use. */
  static IllegalArgumentException refused(String expected, Object found) {
    return new IllegalArgumentException("expected " + expected + ", found " + textOf(found));
  }

  private static String textOf(Object plain) {
    if (plain instanceof Collection) {
      return "a list";
    }
    return plain instanceof String ? "'" + plain + "'" : plain.toString();
  }
}
