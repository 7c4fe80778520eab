package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that {@code temper completion} prints does its work in a real bash. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir
  Path folder;

  private Path script;

  @BeforeEach
  void printScript() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "COMPLETION IS NOT TESTED: there is no " + BASH);
    var run = CommandRun.of("completion", "bash");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    script = folder.resolve("temper-completion");
    Files.writeString(script, run.out());
  }

  @Test
  void script_isAcceptedByBash() throws Exception {
    assertThat(bash("-n", script.toString())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stat, status",
    "thr, threads",
    "explain --so, --socket",
    "layers --w, --watch",
    "safe-mode o, on",
    "completion z, zsh",
    "doctor --b, --bundle"
  })
  void script_completes(String typed, String completed) throws Exception {
    int word = typed.split(" ", -1).length;
    var said = bash(
        "-c",
        "source '" + script + "'; COMP_WORDS=(temper " + typed + "); COMP_CWORD=" + word
            + "; COMP_LINE='temper " + typed + "'; COMP_POINT=${#COMP_LINE}; _complete_temper;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"");
    assertThat(said.lines().map(String::strip)).contains(completed);
  }

  @Test
  void zsh_hasTheSameScript() throws IOException {
    assertThat(CommandRun.of("completion", "zsh").out())
        .isEqualTo(Files.readString(script))
        .contains("bashcompinit");
  }

  @Test
  void otherShells_areRefused() {
    var run = CommandRun.of("completion", "fish");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'fish' is not one of bash, zsh");
  }

  private static String bash(String... args) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(BASH.toString()));
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
