package io.temper.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one program did, without a terminal and with nothing on standard input.
 *
 * @param exitCode what it ended with
 * @param out standard output
 * @param err standard error
 */
public record ProgramRun(int exitCode, String out, String err) {
  private static final int SECONDS = 120;

  /**
   * Runs a program, with variables beside those of this process.
   *
   * @param folder where it runs
   * @param variables more of them, or other values
   * @param command the program and its arguments
   * @return what it did
   * @throws AssertionError if it cannot be started, or still runs after two minutes
   */
  public static ProgramRun of(Path folder, Map<String, String> variables, List<String> command) {
    return in(folder, environment -> environment.putAll(variables), command);
  }

  /**
   * Runs a program in an environment.
   *
   * @param folder where it runs
   * @param environment is given the variables of this process to change
   * @param command the program and its arguments
   * @return what it did
   * @throws AssertionError if it cannot be started, or still runs after two minutes
   */
  public static ProgramRun in(
      Path folder, Consumer<Map<String, String>> environment, List<String> command) {
    try {
      return run(folder, environment, command);
    } catch (IOException e) {
      throw new AssertionError(command + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", e);
    }
  }

  private static ProgramRun run(
      Path folder, Consumer<Map<String, String>> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", "");
    Path err = Files.createTempFile("err", "");
    try {
      var builder = new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(out.toFile())
          .redirectError(err.toFile());
      environment.accept(builder.environment());
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(command + " still runs after " + SECONDS + " s");
      }
      return new ProgramRun(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
