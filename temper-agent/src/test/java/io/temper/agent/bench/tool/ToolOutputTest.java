package io.temper.agent.bench.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.bench.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToolOutputTest {
  @TempDir
  Path folder;

  @Test
  void hackbench_countsMessagesOfEverySenderToEveryReceiver() {
    Work work = Tool.HACKBENCH.read(Golden.text("hackbench.txt"), folder);
    assertThat(work).isEqualTo(new Work(100_000, 0.865));
    assertThat(work.microsPerOperation()).isEqualTo(8.65);
  }

  @Test
  void hackbench_withoutATime_showsWhatItPrintedInstead() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> Tool.HACKBENCH.read("fork: Resource temporarily unavailable", folder))
        .withMessageContaining("Time: SECONDS")
        .withMessageContaining("Resource temporarily unavailable");
  }

  @ParameterizedTest
  @EnumSource(
      value = Tool.class,
      names = {"PIPE", "FORK"})
  void stress_countsOperationsByTheWallClock_andLeavesNoFileForTheNextOne(Tool tool)
      throws Exception {
    Path file = Path.of(tool.command(folder, 1).stream()
        .filter(word -> word.endsWith(".yaml"))
        .findFirst()
        .orElseThrow());
    Files.writeString(file, Golden.text("stress.yaml"));

    assertThat(tool.read("", folder)).isEqualTo(new Work(472, 1.016437));
    assertThat(file).doesNotExist();
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> tool.read("", folder))
        .withMessageContaining("left no metrics");
  }

  @Test
  void stress_withoutMetrics_saysWhatIsMissing() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> StressOutput.parse("---\nsystem-info:\n"))
        .withMessageContaining("no metrics");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> StressOutput.parse("metrics:\n    - stressor: fork\n"))
        .withMessageContaining("bogo-ops");
  }

  @Test
  void work_thatDidNothing_isRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Work(0, 1));
  }
}
