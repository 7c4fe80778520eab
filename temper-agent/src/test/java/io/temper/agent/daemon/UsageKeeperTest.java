package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temper.agent.control.ControlClient;
import io.temper.agent.json.HistoriesJson;
import io.temper.agent.report.InputException;
import io.temper.rightsize.ContainerId;
import io.temper.rightsize.ThreadUse;
import io.temper.rightsize.UsageReading;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.usage.UsageCheckpointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageKeeperTest {
  private static final ContainerId WEB = new ContainerId("host", "web", "");

  @TempDir
  Path folder;

  private final AtomicLong looks = new AtomicLong();

  @Test
  void restarted_goesOnWithWhatWasKept() throws InterruptedException {
    watchTwoSamples();
    long first = kept();
    watchTwoSamples();

    assertThat(first).isGreaterThanOrEqualTo(2);
    assertThat(kept()).isGreaterThanOrEqualTo(first + 2);
  }

  @Test
  void fileIsDamaged_beginsAnewAndPutsItAside() throws IOException, InterruptedException {
    Files.writeString(file(), "damaged");

    watchTwoSamples();

    assertThat(kept()).isGreaterThanOrEqualTo(2);
    assertThat(folder.resolve("usage.history.refused")).hasContent("damaged");
  }

  @Test
  void fileCannotBeWritten_isToldAndNotFatal() throws IOException, InterruptedException {
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("state");
    var keeper = keeper(blocked);
    keeper.start();
    await(() -> !keeper.histories().isEmpty());
    keeper.close();

    assertThat(keeper.problem()).hasValueSatisfying(problem -> assertThat(problem)
        .contains("usage.history cannot be written, so what containers used is lost"));
  }

  @Test
  void agentThatWatches_answersWithItsHistories() throws InterruptedException {
    var usage = new UsageSettings(config(), workloads -> Map.of(WEB, reading()));
    try (var agent = new RunningAgent(folder, ControllerOptions.STANDARD, null, usage)) {
      agent.start();
      var client = new ControlClient(agent.settings.controlSocket());
      await(() -> HistoriesJson.read(client.histories()).containsKey(WEB));
    }
    assertThat(folder.resolve("lib/usage.history")).exists();
  }

  @Test
  void agentThatDoesNotWatch_saysHowToSwitchItOn() {
    try (var agent = new RunningAgent(folder)) {
      agent.start();
      var client = new ControlClient(agent.settings.controlSocket());

      assertThatThrownBy(client::histories)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("set enabled = true in [rightsizing]");
    }
    assertThat(folder.resolve("lib/usage.history")).doesNotExist();
  }

  private void watchTwoSamples() throws InterruptedException {
    var keeper = keeper(folder);
    long before = samples(keeper);
    keeper.start();
    await(() -> samples(keeper) >= before + 2);
    keeper.close();
  }

  private UsageKeeper keeper(Path state) {
    return new UsageKeeper(state, config(), () -> Map.of(WEB, reading()), System::nanoTime);
  }

  private static RightsizingConfig config() {
    return new RightsizingConfig(true, Duration.ofSeconds(1), Duration.ZERO);
  }

  /** Every look is a minute later. */
  private UsageReading reading() {
    Duration time = Duration.ofMinutes(looks.getAndIncrement());
    return new UsageReading(
        Instant.parse("2026-01-01T00:00:00Z").plus(time),
        time.toNanos(),
        time.dividedBy(2),
        0,
        0,
        Duration.ZERO,
        Map.of(1L, new ThreadUse(time.dividedBy(2), Duration.ZERO)),
        true,
        1,
        2);
  }

  private static long samples(UsageKeeper keeper) {
    var history = keeper.histories().get(WEB);
    return history == null ? 0 : history.samples();
  }

  private long kept() {
    return Objects.requireNonNull(new UsageCheckpointFile(file()).read().get(WEB))
        .samples();
  }

  private Path file() {
    return folder.resolve(UsageCheckpointFile.NAME);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
