package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code temper run} says before it runs anything. */
class RunCommandTest {
  @TempDir
  Path folder;

  @Test
  void unknownSource_isWrongUse() {
    var run = CommandRun.of("run", "--config", config(""), "--source", "nomad");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--source", "'nomad'", "file:PATH");
  }

  @Test
  void noSource_saysWhereToGiveOne() {
    var run = CommandRun.of("run", "--config", config(""));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--source file:PATH", "temper.toml");
  }

  @Test
  void configurationThatIsNotThere_isNamed() {
    var run = CommandRun.of("run", "--config", folder.resolve("none.toml").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("none.toml");
  }

  @Test
  void wrongConfiguration_namesEachFaultWithItsLine() {
    var run = CommandRun.of("run", "--config", config("[loop]\ndebounse = \"1s\"\npoll = 7\n"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("temper.toml:2:1", "debounse", "debounce", "temper.toml:3:1");
  }

  @Test
  void observingAndDryRun_excludeEachOther() {
    assertThat(CommandRun.of("run", "--observe", "--dry-run").exitCode()).isEqualTo(2);
  }

  private String config(String text) {
    try {
      return Files.writeString(folder.resolve("temper.toml"), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
