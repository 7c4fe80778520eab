package io.temper.k8s.api;

import io.temper.TemperException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API server did not answer, or did not do what it was asked for. */
public final class ApiException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** No answer came. */
  public static final int NO_ANSWER = 0;

  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int GONE = 410;
  static final int TOO_MANY = 429;

  private static final int LATE = 408;

  /** Who asks, what it may do, how long it takes and how often: all that may be different the next time. */
  private static final Set<Integer> WORTH_ASKING_AGAIN =
      Set.of(UNAUTHORIZED, FORBIDDEN, LATE, TOO_MANY);

  /** The code of the answer. */
  private final int code;

  /** How long it wants to be left alone. */
  private final Duration retryAfter;

  /** Whether nobody waits for an answer any more. */
  private final boolean ofTheEnd;

  /**
   * Creates an exception.
   *
   * @param message what went wrong, where, and what to do about it
   * @param code the code of the answer; {@link #NO_ANSWER} if none came
   * @param retryAfter how long the API server wants to be left alone; zero if it did not say
   * @param cause what found it; null if nothing else did
   */
  public ApiException(String message, int code, Duration retryAfter, @Nullable Throwable cause) {
    this(message, code, retryAfter, false, cause);
  }

  private ApiException(
      String message, int code, Duration retryAfter, boolean ofTheEnd, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = retryAfter;
    this.ofTheEnd = ofTheEnd;
  }

  /** Who asked is being ended, and waits for no answer. */
  static ApiException ofTheEnd(String message, Throwable cause) {
    return new ApiException(message, NO_ANSWER, Duration.ZERO, true, cause);
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
   * Tells whether no answer came since who asked is being ended, which is nobody's trouble.
   *
   * @return true if the thread that asked was interrupted, or what it asked by was closed
   */
  public boolean isOfTheEnd() {
    return ofTheEnd;
  }

  /**
   * Tells whether who asked may not do that.
   *
   * @return true for code 403
   */
  public boolean isForbidden() {
    return code == FORBIDDEN;
  }

  /**
   * Tells whether there is no such object.
   *
   * @return true for code 404
   */
  public boolean isNotFound() {
    return code == NOT_FOUND;
  }

  /**
   * Tells whether it is there already, or somebody else has changed it meanwhile.
   *
   * @return true for code 409
   */
  public boolean isConflict() {
    return code == CONFLICT;
  }

  /**
   * Tells whether what was asked to go on from is too long ago, so that all must be read anew.
   *
   * @return true for code 410
   */
  public boolean isExpired() {
    return code == GONE;
  }

  /**
   * Tells whether what was asked is refused for what it is, so that it would be the next time, too.
   *
   * @return true for most codes from 400 to 499; false for those that tell of who asks, how often, or how slowly
   */
  public boolean isRefusedForWhatItIs() {
    return code / 100 == 4 && !WORTH_ASKING_AGAIN.contains(code);
  }
}
