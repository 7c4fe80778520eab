package io.temper.nomad;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/** An answer is not what the API of Nomad is documented to give. */
public final class UnreadableAnswerException extends TemperException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param source which answer
   * @param why what is wrong with it
   * @param cause what found it; null if nothing else did
   */
  UnreadableAnswerException(String source, String why, @Nullable Throwable cause) {
    super(
        source + ": not what Nomad answers: " + why
            + "; check that its address is the HTTP API of Nomad 1.7 or newer",
        cause);
  }
}
