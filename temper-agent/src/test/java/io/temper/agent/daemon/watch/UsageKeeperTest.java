package io.temper.agent.daemon.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temper.agent.control.ControlClient;
import io.temper.agent.daemon.RunningAgent;
import io.temper.agent.daemon.disk.DiskThread;
import io.temper.agent.daemon.port.UsageSettings;
import io.temper.agent.json.HistoriesJson;
import io.temper.agent.report.input.InputException;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.usage.UsageCheckpointFile;
import io.temper.runtime.usage.UsageLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageKeeperTest {
  private static final ContainerId WEB = new ContainerId("host", "web", "");

  @TempDir
  Path folder;

  private final AtomicLong looks = new AtomicLong();
  private final DiskThread disk = new DiskThread();

  @BeforeEach
  void startDisk() {
    disk.start();
  }

  @AfterEach
  void closeDisk() {
    disk.close();
  }

  @Test
  void restarted_goesOnWithWhatWasKept() {
    watchTwoSamples();
    assertThat(kept()).isEqualTo(2);
    watchTwoSamples();
    assertThat(kept()).isEqualTo(4);
  }

  @Test
  void fileIsDamaged_beginsAnewAndPutsItAside() throws IOException {
    Files.writeString(file(), "damaged");

    watchTwoSamples();

    assertThat(kept()).isEqualTo(2);
    assertThat(folder.resolve("usage.history.refused")).hasContent("damaged");
  }

  @Test
  void fileCannotBeWritten_isToldAndNotFatal() throws IOException {
    Files.createDirectory(folder.resolve("usage.history.new"));
    var keeper = keeper(folder);
    look(keeper, 2);
    end(keeper);

    assertThat(keeper.problem()).hasValueSatisfying(problem -> assertThat(problem)
        .contains("usage.history cannot be written, so what containers used is lost"));
  }

  /** What it holds is not known, so it is neither put aside nor written over. */
  @Test
  void fileCannotBeReadAtFirst_isKeptAndJoinedOnceItCan() throws IOException {
    watchTwoSamples();
    Path whole = Files.move(file(), folder.resolve("whole"));
    Files.createDirectory(file());
    var clock = new AtomicLong();
    var keeper = keeper(folder, clock::get);
    look(keeper, 3);

    assertThat(keeper.problem()).hasValueSatisfying(problem -> assertThat(problem)
        .contains("usage.history cannot be read, so it is left as it is"));
    assertThat(folder.resolve("usage.history.refused")).doesNotExist();
    Files.delete(file());
    Files.move(whole, file());
    clock.set(Duration.ofMinutes(6).toNanos());
    look(keeper, 1);
    end(keeper);
    assertThat(keeper.problem()).isEmpty();
    assertThat(kept()).isEqualTo(2 + 3);
  }

  @Test
  void fileCouldNeverBeRead_isNotWrittenOver() throws IOException {
    Files.createDirectory(file());
    watchTwoSamples();

    assertThat(file()).isEmptyDirectory();
  }

  @Test
  void diskThatHangs_makesNobodyWaitForTheEnd() {
    var hangs = new CountDownLatch(1);
    disk.write("hangs", () -> awaitUninterruptibly(hangs));
    var keeper = keeper(folder);
    look(keeper, 3);
    keeper.close();
    assertThat(file()).doesNotExist();
    hangs.countDown();

    assertThat(disk.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(kept()).isEqualTo(2);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void agentThatWatches_answersWithItsHistories() throws InterruptedException {
    var usage = new UsageSettings(config(), workloads -> UsageLook.of(Map.of(WEB, reading())));
    try (var agent = new RunningAgent(folder, ControllerOptions.STANDARD, null, usage)) {
      agent.start();
      var client = new ControlClient(agent.socket());
      await(() -> HistoriesJson.read(client.histories()).containsKey(WEB));
    }
    assertThat(folder.resolve("lib/usage.history")).exists();
  }

  @Test
  void agentThatDoesNotWatch_saysHowToSwitchItOn() {
    try (var agent = new RunningAgent(folder)) {
      agent.start();
      var client = new ControlClient(agent.socket());

      assertThatThrownBy(client::histories)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("set enabled = true in [rightsizing]");
    }
    assertThat(folder.resolve("lib/usage.history")).doesNotExist();
  }

  private void watchTwoSamples() {
    var keeper = keeper(folder);
    look(keeper, 3);
    end(keeper);
  }

  /** What its thread does, without the thread. A sample lies between two looks. */
  private static void look(UsageKeeper keeper, int times) {
    for (int i = 0; i < times; i++) {
      keeper.look();
    }
  }

  private void end(UsageKeeper keeper) {
    keeper.close();
    assertThat(disk.flush(Duration.ofSeconds(20))).isTrue();
  }

  private UsageKeeper keeper(Path state) {
    return keeper(state, System::nanoTime);
  }

  private UsageKeeper keeper(Path state, LongSupplier nanos) {
    return new UsageKeeper(
        state, config(), () -> Optional.of(UsageLook.of(Map.of(WEB, reading()))), disk, nanos);
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
