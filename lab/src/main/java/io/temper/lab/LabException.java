package io.temper.lab;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/**
 * A reason why the lab could not do its own work: a package that is not to be had, a guest that
 * died. A command that failed inside the guest is a result, not a {@code LabException}.
 */
public class LabException extends TemperException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, where, and what to do about it
   */
  public LabException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what is wrong, where, and what to do about it
   * @param cause what led to it; null if unknown
   */
  public LabException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
