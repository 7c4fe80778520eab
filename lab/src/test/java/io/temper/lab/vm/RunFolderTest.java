package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir
  private Path folder = Path.of("");

  @Test
  void report_takesCompleteLinesOnly() throws IOException {
    var run = new RunFolder(folder);
    assertThat(run.report().ready()).isFalse();
    Files.writeString(run.control(), "ready\nexit 1");
    assertThat(run.report().over()).isFalse();
    Files.writeString(run.control(), "ready\nexit 12\n");
    assertThat(run.report().exitCode()).hasValue(12);
  }

  @Test
  void panic_isTheKernelsOwnLine() throws IOException {
    var run = new RunFolder(folder);
    assertThat(run.panic()).isEmpty();
    Files.writeString(
        run.console(), "[    1.0] hello\n[   13.4] Kernel panic - not syncing: crash\n[ 13.5] CPU");
    assertThat(run.panic()).contains("Kernel panic - not syncing: crash");
    assertThat(run.tail()).contains("  | [    1.0] hello");
  }

  @Test
  void tail_ofALongConsole_isItsEnd() throws IOException {
    var run = new RunFolder(folder);
    Files.writeString(run.console(), "first\n" + "noise\n".repeat(60) + "last\n");
    assertThat(run.tail()).doesNotContain("first").endsWith("last");
  }

  @Test
  void create_removesOnlyWhatIsOldAndHasNoProcess() throws IOException {
    // No process has this number: Linux gives none above 4 194 304.
    Path dead = Files.createDirectories(folder.resolve("run-4194305-x"));
    Files.writeString(dead.resolve("disk"), "");
    Path alive =
        Files.createDirectories(folder.resolve("run-" + ProcessHandle.current().pid() + "-y"));
    Path young = Files.createDirectories(folder.resolve("run-4194305-z"));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    Files.setLastModifiedTime(dead, longAgo);
    Files.setLastModifiedTime(alive, longAgo);
    try (RunFolder run = RunFolder.create(folder)) {
      assertThat(dead).doesNotExist();
      assertThat(alive).exists();
      assertThat(young).exists();
      assertThat(run.folder()).exists();
    }
  }
}
