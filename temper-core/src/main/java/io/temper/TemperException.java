package io.temper;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that Temper throws for reasons outside the caller's code: bad input, a
 * host that lacks something, a kernel that refuses. The message names the input, the place and the
 * remedy; subclasses carry the same facts as accessors.
 */
public class TemperException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, where, and what to do about it
   */
  public TemperException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what is wrong, where, and what to do about it
   * @param cause what led to it; null if unknown
   */
  public TemperException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
