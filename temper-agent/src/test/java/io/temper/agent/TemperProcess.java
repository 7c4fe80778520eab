package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/**
 * What one command did in a process of its own.
 *
 * @param exitCode what it ended with
 * @param text standard output
 * @param errors standard error
 */
public record TemperProcess(int exitCode, String text, String errors) {

  /** Runs a command to its end, with nothing on standard input. */
  public static TemperProcess run(String... args) throws IOException, InterruptedException {
    var command = JavaProgram.command(TemperAgent.class, args);
    var errors = Files.createTempFile("temper", ".err");
    try {
      var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return new TemperProcess(process.exitValue(), text, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }
}
