package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.clock.Ticker;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.RestartBudget;
import io.temper.runtime.restart.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartFileTest {
  private static final Circuit OPEN = new Circuit(
      List.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:01Z")),
      2,
      "STALL: it stalled");

  @TempDir
  Path folder;

  @Test
  void saved_isLoadedByTheNextAgent() {
    var file = new RestartFile(folder.resolve("lib/restarts.json"));
    file.save(OPEN);
    assertThat(new RestartFile(file.path()).load()).isEqualTo(OPEN);
    file.save(Circuit.CLOSED);
    assertThat(file.load()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void neverSaved_isClosed() {
    assertThat(new RestartFile(folder.resolve("none")).load()).isEqualTo(Circuit.CLOSED);
  }

  /** Whether it failed before, nobody knows: it may try once, and not again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{\"faults\":[\"yesterday\"]}",
        "{\"format\":2,\"faults\":[],\"opened\":0,\"reason\":\"\"}",
        "{\"format\":\"v2\",\"faults\":[],\"opened\":0,\"reason\":\"\"}",
        "{\"format\":1.5,\"faults\":[],\"opened\":0,\"reason\":\"\"}",
        "{\"format\":null,\"faults\":[],\"opened\":0,\"reason\":\"\"}"
      })
  void unreadable_orOfAnotherFormat_isOnTrial(String text) throws IOException {
    Path path = Files.writeString(folder.resolve("restarts.json"), text);
    var budget = new RestartBudget(RestartPolicy.STANDARD, new RestartFile(path), Ticker.system());
    assertThat(budget.position()).isEqualTo(Circuit.Position.HALF_OPEN);
    assertThat(budget.circuit().reason()).contains("cannot be read from " + path);
    budget.fault("STALL");
    assertThat(budget.position()).isEqualTo(Circuit.Position.OPEN);
  }

  @Test
  void numberThatIsNone_countsAsNeverOpened() throws IOException {
    Path path = Files.writeString(folder.resolve("restarts.json"), "{\"opened\":-3}");
    assertThat(new RestartFile(path).load()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void writtenBeforeFormatsHadNumbers_isRead() throws IOException {
    Path path = Files.writeString(
        folder.resolve("restarts.json"), "{\"faults\":[],\"opened\":3,\"reason\":\"it stalled\"}");
    assertThat(new RestartFile(path).load().opened()).isEqualTo(3);
  }

  @Test
  void diskThatTakesNothing_leavesTheOneBefore() throws IOException {
    var file = new RestartFile(folder.resolve("restarts.json"));
    file.save(OPEN);
    Files.createDirectory(folder.resolve("restarts.json.new"));
    file.save(Circuit.CLOSED);
    assertThat(file.load()).isEqualTo(OPEN);
  }
}
