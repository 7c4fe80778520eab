package io.temper.k8s.api;

import io.temper.TemperException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API server did not answer, or did not do what it was asked for. */
public final class ApiException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** No answer came. */
  public static final int NO_ANSWER = 0;

  private static final int GONE = 410;

  /** The code of the answer. */
  private final int code;

  /** How long it wants to be left alone. */
  private final Duration retryAfter;

  /**
   * Creates an exception.
   *
   * @param message what went wrong, where, and what to do about it
   * @param code the code of the answer; {@link #NO_ANSWER} if none came
   * @param retryAfter how long the API server wants to be left alone; zero if it did not say
   * @param cause what found it; null if nothing else did
   */
  public ApiException(String message, int code, Duration retryAfter, @Nullable Throwable cause) {
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
   * Returns how long the API server wants to be left alone.
   *
   * @return zero if it did not say
   */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Tells whether what was asked to go on from is too long ago, so that all must be read anew.
   *
   * @return true for code 410
   */
  public boolean isExpired() {
    return code == GONE;
  }
}
