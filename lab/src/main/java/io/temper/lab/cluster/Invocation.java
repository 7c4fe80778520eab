package io.temper.lab.cluster;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of a client that ended, however it ended.
 *
 * @param argv the command
 * @param code its exit code
 * @param output what it printed to standard output
 * @param errors what it printed to standard error
 * @param took from its start to its end
 */
public record Invocation(List<String> argv, int code, String output, String errors, Duration took) {
  /** Copies. */
  public Invocation {
    argv = List.copyOf(argv);
  }

  /**
   * Runs a command.
   *
   * @param argv the program and its arguments
   * @param environment added to this process's own
   * @param input what it reads from standard input
   * @param patience after this time it is killed, with exit code 137
   * @return how it ended
   * @throws LabException if it cannot be started
   */
  static Invocation run(
      List<String> argv, Map<String, String> environment, String input, Duration patience) {
    return run(argv, environment, input, patience, Path.of(""));
  }

  /** Runs a command in a folder. */
  static Invocation run(
      List<String> argv,
      Map<String, String> environment,
      String input,
      Duration patience,
      Path where) {
    try {
      Path files = Files.createTempDirectory("temper-lab-");
      try {
        var builder = new ProcessBuilder(argv).directory(where.toAbsolutePath().toFile());
        builder.environment().putAll(environment);
        return run(builder, input, patience, files);
      } finally {
        Folders.delete(files);
      }
    } catch (IOException e) {
      throw new LabException("cannot run " + argv.get(0) + ": " + e.getMessage(), e);
    }
  }

  private static Invocation run(ProcessBuilder builder, String input, Duration patience, Path files)
      throws IOException {
    Path in = Files.writeString(files.resolve("in"), input);
    Path out = files.resolve("out");
    Path err = files.resolve("err");
    builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    int code = await(process, patience);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Invocation(
        builder.command(),
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8),
        took);
  }

  private static int await(Process process, Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while a command ran", e);
    }
  }

  /** With what it has started: killing a shell alone leaves its commands at work. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Returns whether it did what it was asked.
   *
   * @return true if its exit code is 0
   */
  public boolean succeeded() {
    return code == 0;
  }

  /**
   * Takes what it printed.
   *
   * @return its standard output, without the end of the last line
   * @throws LabException if it failed; the message has what it said
   */
  public String text() {
    if (!succeeded()) {
      throw new LabException("'" + String.join(" ", argv.subList(1, argv.size()))
          + "' ended with code " + code + ": " + (errors + output).strip());
    }
    return output.stripTrailing();
  }
}
