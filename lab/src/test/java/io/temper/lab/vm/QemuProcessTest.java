package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a machine that ends too early; {@code true} stands in for it. */
class QemuProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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

  private void await() throws IOException, InterruptedException {
    try (var ended = QemuProcess.start(List.of("true"), run, line -> {})) {
      assertThat(ended.await(PATIENCE, PATIENCE)).isNull();
    }
  }
}
