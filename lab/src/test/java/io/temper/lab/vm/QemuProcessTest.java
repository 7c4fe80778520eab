package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is made of a machine that ends too early or never; {@code true} and {@code sleep} stand in for
 * it.
 */
class QemuProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final GuestLimits PATIENT = new GuestLimits(PATIENCE, PATIENCE, PATIENCE);
  private static final List<String> HANGS = List.of("sleep", "120");
  private static final String INT3 =
      "[ 1.4] Oops: int3: 0000 [#1] SMP\n[ 1.5] Kernel panic - not syncing: Fatal exception\n";

  @TempDir
  private Path folder = Path.of("");

  private RunFolder run = new RunFolder(Path.of(""));

  @BeforeEach
  void setUp() {
    run = new RunFolder(folder);
  }

  @Test
  void deathByInt3BeforeTheCommand_isTheEmulatorsFault() throws IOException {
    Files.writeString(run.console(), INT3);
    assertThatExceptionOfType(EmulatorFault.class)
        .isThrownBy(this::await)
        .withMessageContaining("died before it came up");
  }

  @Test
  void deathByInt3WhileTheCommandRan_isToldAndNeverRepeated() throws IOException {
    Files.writeString(run.console(), INT3);
    Files.writeString(run.control(), "ready\n");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(this::await)
        .withMessageContaining("died while the command ran")
        .isNotInstanceOf(EmulatorFault.class);
  }

  @Test
  void anyOtherDeath_isNoFaultOfTheEmulator() throws IOException {
    Files.writeString(run.console(), "[ 1.5] Kernel panic - not syncing: no root\n");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(this::await)
        .isNotInstanceOf(EmulatorFault.class);
  }

  @Test
  void cpuWithoutItsTimer_isTheEmulatorsFault() throws IOException {
    Files.writeString(run.control(), "timers\n");
    assertThatExceptionOfType(EmulatorFault.class)
        .isThrownBy(() -> await(HANGS, new GuestLimits(PATIENCE, Duration.ZERO, PATIENCE)))
        .withMessageContaining(
            "the timer of a CPU did not fire within 0 s; the end of its console");
  }

  @Test
  void timersThatAreProvedLate_haveTheirWholeTimeAndNoMore() throws IOException {
    var limits = new GuestLimits(Duration.ofHours(1), PATIENCE, Duration.ofHours(1));
    var times = new ArrayDeque<>(List.of(seconds(90), seconds(91), seconds(150), seconds(151)));
    assertThatExceptionOfType(EmulatorFault.class)
        .isThrownBy(() -> {
          try (var started = QemuProcess.start(HANGS, run, line -> {})) {
            assertThat(started.await(limits, () -> timersBeginWith(times.remove())))
                .isNull();
          }
        })
        .withMessageContaining("the timer of a CPU did not fire within 60 s");
    assertThat(times).as("what was left of its time").isEmpty();
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  /** The guest begins with its timers once it was looked at for the first time. */
  private Duration timersBeginWith(Duration now) {
    try {
      Files.writeString(run.control(), "timers\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return now;
  }

  @Test
  void guestThatCannotProveItsTimers_failsInWordsAndIsNotBootedAgain() throws IOException {
    String control = "timers\nfail proving that the timer of each CPU fires: CPU 0: refused;\n";
    Files.writeString(run.control(), control);
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(this::await)
        .withMessageContaining(
            "the guest failed at proving that the timer of each CPU fires: CPU 0")
        .isNotInstanceOf(EmulatorFault.class);
  }

  @Test
  void guestThatHangsElsewhere_isNoFaultOfTheEmulator() throws IOException {
    assertNoFaultOfTheEmulator(
        "", new GuestLimits(Duration.ZERO, Duration.ZERO, PATIENCE), "come up");
    assertNoFaultOfTheEmulator(
        "timers\nready\n",
        new GuestLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO),
        "took longer than its timeout");
  }

  private void assertNoFaultOfTheEmulator(String control, GuestLimits limits, String told)
      throws IOException {
    Files.writeString(run.control(), control);
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> await(HANGS, limits))
        .withMessageContaining(told)
        .isNotInstanceOf(EmulatorFault.class);
  }

  private void await() throws IOException, InterruptedException {
    await(List.of("true"), PATIENT);
  }

  private void await(List<String> guest, GuestLimits limits)
      throws IOException, InterruptedException {
    try (var started = QemuProcess.start(guest, run, line -> {})) {
      assertThat(started.await(limits)).isNull();
    }
  }
}
