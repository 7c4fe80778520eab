package io.temper.agent.cli.console;

import io.temper.TemperException;
import io.temper.agent.report.input.InputException;
import io.temper.json.JsonFormatException;
import io.temper.k8s.InvalidPodsException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the user is told about a failure: the one place that decides it.
 *
 * @param lines one, or one for each fault of a document or pod of a list; empty where nobody is left to read it
 * @param exitCode how the process ends
 */
public record FailureMessage(List<String> lines, ExitCode exitCode) {

  /** Copies the lines. */
  public FailureMessage {
    lines = List.copyOf(lines);
  }

  public static FailureMessage of(Throwable failure) {
    if (failure instanceof TemperException) {
      return new FailureMessage(
          hasLineOfEachFault(failure) ? eachLine(failure) : List.of(oneLine(failure)),
          failure instanceof InputException ? ExitCode.USAGE : ExitCode.FAILURE);
    }
    if (failure instanceof UncheckedIOException io) {
      return ofOutput(io);
    }
    if (failure instanceof OutOfMemoryError) {
      return failed("out of memory: give the JVM more, for example JDK_JAVA_OPTIONS=-Xmx4g");
    }
    return failed("internal error: "
        + oneLine(failure)
        + "; a fault of Temper, not of the input: please report what --debug shows");
  }

  private static FailureMessage failed(String line) {
    return new FailureMessage(List.of(line), ExitCode.FAILURE);
  }

  /** The reader of a pipe that went away, as {@code head} does, knows why. */
  private static FailureMessage ofOutput(UncheckedIOException failure) {
    var cause = failure.getCause();
    var text = oneLine(cause == null ? failure : cause);
    if (text.contains("Broken pipe")) {
      return new FailureMessage(List.of(), ExitCode.UNREAD);
    }
    return failed("cannot write the result: " + text);
  }

  private static boolean hasLineOfEachFault(Throwable failure) {
    Throwable root = failure;
    while (root instanceof InputException && root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof JsonFormatException || root instanceof InvalidPodsException;
  }

  private static List<String> eachLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().toList();
  }

  private static String oneLine(Throwable failure) {
    var message = failure.getMessage();
    var text = message == null ? failure.getClass().getSimpleName() : message;
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
