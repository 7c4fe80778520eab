package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.host.Resources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconfigurationsTest {
  @TempDir
  private Path folder;

  /** The script, with folders in place of control groups. */
  @Test
  void script_takesGroupsAwayAndMakesThemAnew_untilToldToEnd() throws Exception {
    Path script = Files.writeString(
        folder.resolve("reconfigure.sh"),
        new String(Resources.bytes("cluster/reconfigure.sh"), StandardCharsets.UTF_8));
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("never").toString())
            .start()
            .waitFor())
        .isZero();
    Path log = folder.resolve("log");
    Process driver = new ProcessBuilder(
            "bash", script.toString(), folder.toString(), "10", one.toString(), other.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    try {
      assertThat(seen(one, false) && seen(other, false)).as("taken away").isTrue();
      assertThat(seen(one, true) && seen(other, true)).as("made anew").isTrue();
      Files.createFile(folder.resolve("reconfigure.stop"));
      assertThat(driver.waitFor(20, TimeUnit.SECONDS))
          .as("it ends when told to")
          .isTrue();
    } finally {
      driver.destroyForcibly().waitFor();
    }
    assertThat(Reconfigurations.changes(Files.readString(log).strip())).isBetween(1.0, 101.0);
  }

  private static boolean seen(Path group, boolean there) throws InterruptedException {
    for (int i = 0; i < 10_000 && Files.exists(group) != there; i++) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return Files.exists(group) == there;
  }

  @Test
  void changes_inASecond() {
    assertThat(Reconfigurations.changes("mkdir: busy\nchanges 400 in 20000000")).isEqualTo(20.0);
  }

  @Test
  void changes_ofADriverThatFailed_isAFailureThatQuotesIt() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> Reconfigurations.changes("no such file"))
        .withMessageContaining("no such file");
  }
}
