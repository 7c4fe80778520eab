package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an agent finds in its state directory, it starts. */
@Timeout(120)
class StateFilesFuzzTest {
  private static final int EXAMPLES = 1000;
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir
  Path folder;

  @Test
  void failuresOfThePast_anyText_areReadOrForgotten() throws IOException {
    var file = new RestartFile(folder.resolve("restarts.json"));
    file.save(new Circuit(List.of(NOW), 2, "STALL: it stalled"));
    corpus(file.path()).check(EXAMPLES, text -> {
      write(file.path(), text);
      return !file.load().equals(Circuit.CLOSED);
    });
  }

  /** What cannot be read counts as a request: that is the safe answer. */
  @Test
  void requestsForSafeMode_anyText_areReadOrCountAsOne() throws IOException {
    var file = new KeptRequests(folder.resolve("safe-mode.json"));
    file.save(List.of(new SafeModeRequest(SafeModeOrigin.COMMAND, "root", "look into it", NOW)));
    corpus(file.path()).check(EXAMPLES, text -> {
      write(file.path(), text);
      List<SafeModeRequest> requests = file.load(NOW);
      assertThat(requests).isNotEmpty();
      return !requests.get(0).reason().contains("cannot be read");
    });
  }

  private static FuzzCorpus corpus(Path written) throws IOException {
    return FuzzCorpus.of(Files.readString(written));
  }

  private static void write(Path path, byte[] text) {
    try {
      Files.write(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
