package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRequestsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final SafeModeRequest REQUEST =
      new SafeModeRequest(SafeModeOrigin.COMMAND, "root", "look into it", NOW);

  @TempDir
  Path folder;

  @Test
  void saved_isLoadedByTheNextAgent() {
    var file = new KeptRequests(folder.resolve("safe-mode.json"));
    file.save(List.of(REQUEST));
    assertThat(new KeptRequests(file.path()).load(NOW)).containsExactly(REQUEST);
    file.save(List.of());
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void writtenBeforeFormatsHadNumbers_isRead() throws IOException {
    var file = new KeptRequests(folder.resolve("safe-mode.json"));
    file.save(List.of(REQUEST));
    Files.writeString(file.path(), Files.readString(file.path()).replace("\"format\":1,", ""));
    assertThat(Files.readString(file.path())).doesNotContain("format");
    assertThat(file.load(NOW)).containsExactly(REQUEST);
  }

  /** What is not understood counts as a request: that is the safe answer. */
  @ParameterizedTest
  @ValueSource(strings = {"2", "\"v2\"", "1.5", "null", "{}"})
  void ofAnotherFormat_asksForSafeMode_andSaysWhy(String format) throws IOException {
    var file = new KeptRequests(folder.resolve("safe-mode.json"));
    file.save(List.of(REQUEST));
    Files.writeString(
        file.path(),
        Files.readString(file.path()).replace("\"format\":1,", "\"format\":" + format + ","));
    assertThat(file.load(NOW)).singleElement().satisfies(request -> assertThat(request.reason())
        .contains("it is of format " + format));
  }
}
