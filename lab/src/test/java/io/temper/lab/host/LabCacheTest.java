package io.temper.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temper.lab.LabException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCacheTest {
  @TempDir
  private Path folder = Path.of("");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(told, true, StandardCharsets.UTF_8));

  private LabCache cache() {
    return new LabCache(folder, progress);
  }

  @Test
  void rootOf_ownVariableThenXdgThenHome() {
    var home = Path.of("/home/u");
    assertThat(LabCache.rootOf(Map.of("TEMPER_CACHE", "/c", "XDG_CACHE_HOME", "/x"), home))
        .hasToString("/c/lab");
    assertThat(LabCache.rootOf(Map.of("XDG_CACHE_HOME", "/x"), home)).hasToString("/x/temper/lab");
    assertThat(LabCache.rootOf(Map.of(), home)).hasToString("/home/u/.cache/temper/lab");
  }

  @Test
  void entry_secondTime_isNotMadeAgain() {
    var made = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      Path entry = cache()
          .entry(
              "kernels/x", to -> Files.writeString(to.resolve("f"), "" + made.incrementAndGet()));
      assertThat(entry.resolve("f")).hasContent("1");
    }
  }

  @Test
  void entry_recipeFails_leavesNothingAndMayBeTriedAgain() {
    assertThatThrownBy(() -> cache().entry("x", to -> {
          Files.writeString(to.resolve("half"), "done");
          throw new IOException("disk full");
        }))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("disk full");
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(cache().entry("x", to -> Files.writeString(to.resolve("whole"), "")))
        .isDirectoryNotContaining(path -> path.endsWith("half"));
  }

  @Test
  void step_tellsItsTitle_andPassesTheResult() throws Exception {
    assertThat(progress.step("counting", () -> 3)).isEqualTo(3);
    assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo("lab: counting ...\n");
  }
}
