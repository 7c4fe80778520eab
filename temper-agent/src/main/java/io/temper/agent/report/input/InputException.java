package io.temper.agent.report.input;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/**
 * An option or an input that cannot be used. The message names the input, the place in it and the
 * remedy.
 */
public final class InputException extends TemperException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, where, and what to do about it
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what is wrong, where, and what to do about it
   * @param cause what led to it; null if unknown
   */
  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
