package io.temper.lab.host;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this host that is run to its end. It gets no input and no locale; its two output
 * streams come back as one text.
 *
 * @param argv the program and its arguments; not empty
 * @param directory the working folder
 * @param timeout after this time the program is killed and the run fails
 */
public record HostCommand(List<String> argv, Path directory, Duration timeout) {
  private static final int TAIL_LINES = 15;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LC_ALL", "C.UTF-8", "DEBIAN_FRONTEND", "noninteractive");

  /** Checks and copies. */
  public HostCommand {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  /**
   * Creates a command that may take ten minutes.
   *
   * @param directory the working folder
   * @param argv the program and its arguments
   * @return the command
   */
  public static HostCommand in(Path directory, List<String> argv) {
    return new HostCommand(argv, directory, DEFAULT_TIMEOUT);
  }

  /**
   * Runs the program.
   *
   * @return what it printed, standard output and standard error as they came
   * @throws LabException if it cannot be started, ends with a code other than 0, or takes longer
   *     than {@link #timeout}; the message carries the last lines it printed
   */
  public String run() {
    try {
      Path output = Files.createTempFile("temper-lab", ".out");
      try {
        return run(output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new LabException(
          "cannot run " + argv.get(0) + ": " + e.getMessage() + "; is it installed?", e);
    }
  }

  private String run(Path output) throws IOException {
    var builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(ENVIRONMENT);
    Process process = builder.start();
    boolean ended = waitFor(process);
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (!ended) {
      throw failure("took longer than " + timeout.toSeconds() + " s", text);
    }
    if (process.exitValue() != 0) {
      throw failure("ended with code " + process.exitValue(), text);
    }
    return text;
  }

  private boolean waitFor(Process process) {
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while " + argv.get(0) + " ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private LabException failure(String what, String text) {
    return new LabException(
        "'" + String.join(" ", argv) + "' " + what + "; its last lines:\n" + tail(text));
  }

  private static String tail(String text) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
