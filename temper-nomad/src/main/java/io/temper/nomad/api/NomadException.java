package io.temper.nomad.api;

import io.temper.TemperException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Nomad did not answer, or did not do what it was asked for. */
public final class NomadException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** No answer came. */
  public static final int NO_ANSWER = 0;

  private static final int NOT_FOUND = 404;

  /** The code of the answer. */
  private final int code;

  /** How long it wants to be left alone. */
  private final Duration retryAfter;

  /**
   * Creates an exception.
   *
   * @param message what went wrong, where, and what to do about it
   * @param code the code of the answer; {@link #NO_ANSWER} if none came
   * @param retryAfter how long Nomad wants to be left alone; zero if it did not say
   * @param cause what found it; null if nothing else did
   */
  public NomadException(String message, int code, Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * Returns the code of the answer.
   *
   * @return a code of HTTP; {@link #NO_ANSWER} if no answer came
   */
  public int code() {
    return code;
  }

  /**
   * Returns how long Nomad wants to be left alone.
   *
   * @return zero if it did not say
   */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Tells whether there is nothing of that name.
   *
   * @return true for code 404
   */
  public boolean isNotFound() {
    return code == NOT_FOUND;
  }
}
