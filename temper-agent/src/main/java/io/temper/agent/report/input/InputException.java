package io.temper.agent.report.input;

import io.temper.TemperException;
import java.util.stream.Collectors;
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

  /**
   * Says in which input it was found.
   *
   * @param input the name of an option
   * @param why has a line for each fault, and so has the exception
   */
  public static InputException in(String input, TemperException why) {
    var lines = String.valueOf(why.getMessage()).lines().map(line -> input + ": " + line);
    return new InputException(lines.collect(Collectors.joining("\n")), why);
  }
}
