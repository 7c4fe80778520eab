package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main class as a process of its own: streams, exit codes, no terminal. */
class ProcessTest {

  private static final Path PODS = Path.of("src/test/resources/io/temper/agent/pods.json");

  @TempDir
  private Path dir;

  @Test
  void version_writesOneDocumentAndNothingElse() throws Exception {
    var process = start(ProcessBuilder.Redirect.PIPE, "version", "-o", "json");

    assertThat(read(process)).startsWith("{").endsWith("}\n");
    assertThat(exitCode(process)).isZero();
    assertThat(errors()).isEmpty();
  }

  @Test
  void plan_fromAPipe_readsStandardInput() throws Exception {
    var input = ProcessBuilder.Redirect.from(PODS.toFile());
    var process = start(input, "plan", "-f", "-", "--topology", "4c8t");

    assertThat(read(process)).contains("Node node-1");
    assertThat(exitCode(process)).isZero();
    assertThat(errors()).isEmpty();
  }

  @Test
  void plan_badInput_isExitCode2AndOneLine() throws Exception {
    var process = start(ProcessBuilder.Redirect.PIPE, "plan", "-f", "nowhere.json");

    assertThat(read(process)).isEmpty();
    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(errors()).startsWith("temper: nowhere.json: no such file").hasLineCount(1);
  }

  private Process start(ProcessBuilder.Redirect input, String... args) throws IOException {
    return new ProcessBuilder(JavaProgram.command(TemperAgent.class, args))
        .redirectInput(input)
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String errors() throws IOException {
    return Files.readString(dir.resolve("err"));
  }
}
