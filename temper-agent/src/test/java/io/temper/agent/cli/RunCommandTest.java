package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.agent.CommandRun;
import io.temper.json.ConfigToml;
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
    var run = CommandRun.of("run", "--config", config(""), "--source", "swarm");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--source", "'swarm'", "file:PATH", "nomad");
  }

  @Test
  void nomadNodeThatIsNoId_isNamed() {
    var run = CommandRun.of("run", "--config", config(""), "--source", "nomad:1ac61e33");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'1ac61e33' is no id of a node", "36");
  }

  @Test
  void noSource_saysWhereToGiveOne() {
    var run = CommandRun.of("run", "--config", config(""));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--source file:PATH", "temper.toml");
  }

  @Test
  void kubernetesWithoutANode_saysHowToGiveOne() {
    var run = CommandRun.of("run", "--config", config(""), "--source", "kubernetes");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("kubernetes:NODE", "NODE_NAME", "spec.nodeName");
  }

  @Test
  void kubernetesNodeThatIsNoName_isNamed() {
    var run = CommandRun.of("run", "--config", config(""), "--source", "kubernetes:a/b");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'a/b'", "kubectl get nodes");
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

  @Test
  void configCheck_tellsEachFaultOnALineOfItsOwn() {
    var run = CommandRun.of(
        "config", "check", "--config", config("[loop]\ndebounse = \"1s\"\npoll = 7\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("temper: "));
  }

  @Test
  void configCheck_looksAtTheWorkloadFileToo() throws IOException {
    var rules = folder.resolve("workloads.toml");
    var config = config("source = \"file:" + rules + "\"\n");
    assertThat(CommandRun.of("config", "check", "--config", config).err())
        .contains("workloads.toml");
    Files.writeString(rules, "apiVersion = \"temper.io/v1\"\nkind = \"Workloads\"\n");
    var run = CommandRun.of("config", "check", "--config", config);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("is right", "0 workloads");
  }

  @Test
  void configCheck_withoutAnyFile_saysThatTheDefaultsCount() {
    assumeThat(ConfigToml.DEFAULT_FILE).doesNotExist();
    var run = CommandRun.of("config", "check");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "there is no /etc/temper/temper.toml, so every key has its default, and no source"
                + " of workloads is named\n");
  }

  @Test
  void configCheck_textCutOff_saysWhereItsFormatIs() {
    var run = CommandRun.of("config", "check", "--config", config("mode = \"obs"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("temper.toml:1:12: ", "; see docs/configuration.md for what may be written\n");
  }

  @Test
  void configWithoutAnAction_isWrongUse() {
    assertThat(CommandRun.of("config").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("config", "mend").exitCode()).isEqualTo(2);
  }

  private String config(String text) {
    try {
      return Files.writeString(folder.resolve("temper.toml"), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
