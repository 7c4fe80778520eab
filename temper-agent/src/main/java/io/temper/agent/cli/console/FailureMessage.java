package io.temper.agent.cli.console;

import io.temper.TemperException;
import io.temper.agent.report.input.InputException;
import java.io.UncheckedIOException;

/**
 * What the user is told about a failure: the one place that decides it.
 *
 * @param text one line; empty where nobody is left to read it
 * @param exitCode how the process ends
 */
public record FailureMessage(String text, ExitCode exitCode) {

  public static FailureMessage of(Throwable failure) {
    if (failure instanceof InputException) {
      return new FailureMessage(oneLine(failure), ExitCode.USAGE);
    }
    if (failure instanceof TemperException) {
      return new FailureMessage(oneLine(failure), ExitCode.FAILURE);
    }
    if (failure instanceof UncheckedIOException io) {
      return ofOutput(io);
    }
    if (failure instanceof OutOfMemoryError) {
      return new FailureMessage(
          "out of memory: give the JVM more, for example JDK_JAVA_OPTIONS=-Xmx4g",
          ExitCode.FAILURE);
    }
    return new FailureMessage(
        "internal error: "
            + oneLine(failure)
            + "; a fault of Temper, not of the input: please report what --debug shows",
        ExitCode.FAILURE);
  }

  /** The reader of a pipe that went away, as {@code head} does, knows why. */
  private static FailureMessage ofOutput(UncheckedIOException failure) {
    var cause = failure.getCause();
    var text = oneLine(cause == null ? failure : cause);
    if (text.contains("Broken pipe")) {
      return new FailureMessage("", ExitCode.FAILURE);
    }
    return new FailureMessage("cannot write the result: " + text, ExitCode.FAILURE);
  }

  private static String oneLine(Throwable failure) {
    var message = failure.getMessage();
    var text = message == null ? failure.getClass().getSimpleName() : message;
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
