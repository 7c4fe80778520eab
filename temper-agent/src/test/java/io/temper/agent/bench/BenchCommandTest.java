package io.temper.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @ParameterizedTest(name = "temper bench {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--rounds 0          | rounds must be at least 1: 0",
        "--minutes 0         | the time for all rounds must be positive",
        "--seconds 0         | a window must be 1 to 60 whole seconds",
        "--only pipe,warp    | unknown part: warp",
        "--ladder 0,3        | the steps of the ladder are [0, 1, 2, 4, 8], not [0, 3]",
        "--clock sand        | a clock is wall or instructions: sand",
        "result.json         | results are for --page FILE",
        "--page x.md         | --page needs kept results",
        "--page x.md no.json | no.json: cannot be read",
      })
  void wrongUse_isOneLineAndExitCode2(String args, String message) {
    var run = CommandRun.of(("bench " + args).split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void check_ofGoodOptions_measuresNothing() {
    var run =
        CommandRun.of("bench", "--check", "--only", "pipe", "--ladder", "0,8", "--rounds", "2");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void page_isWrittenFromKeptResults(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("benchmarks.md");
    Path kept;
    try (var files = Files.list(Path.of("../benchmarks/results"))) {
      kept =
          files.filter(f -> f.toString().endsWith(".json")).sorted().findFirst().orElseThrow();
    }
    assertThat(
            CommandRun.of("bench", "--page", page.toString(), kept.toString()).exitCode())
        .isZero();
    assertThat(page).content().startsWith("# Benchmarks").contains("BPF object");
  }
}
