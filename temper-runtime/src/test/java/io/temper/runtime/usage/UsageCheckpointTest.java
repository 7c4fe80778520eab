package io.temper.runtime.usage;

import static io.temper.runtime.usage.KeptHistories.HISTORIES;
import static io.temper.runtime.usage.KeptHistories.SERVICE;
import static io.temper.runtime.usage.KeptHistories.START;
import static io.temper.runtime.usage.KeptHistories.WEB;
import static io.temper.runtime.usage.KeptHistories.recommend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.Reason;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.Throttling;
import io.temper.rightsize.usage.UsageSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageCheckpointTest {
  @TempDir
  Path folder;

  @Test
  void decode_encoded_recommendsTheSame() {
    NavigableMap<ContainerId, UsageHistory> decoded =
        UsageCheckpoint.decode("kept", UsageCheckpoint.encode(HISTORIES));

    assertThat(decoded.keySet()).containsExactly(SERVICE, WEB);
    assertThat(of(decoded, SERVICE)).isEqualTo(UsageHistory.EMPTY);
    assertThat(recommend(of(decoded, WEB)).estimate())
        .isEqualTo(recommend(of(HISTORIES, WEB)).estimate());
    assertThat(recommend(of(decoded, WEB)).reasons())
        .extracting(Reason::sentence)
        .isNotEmpty()
        .isEqualTo(recommend(of(HISTORIES, WEB)).reasons().stream()
            .map(Reason::sentence)
            .toList());
    assertThat(of(decoded, WEB).last()).isEqualTo(of(HISTORIES, WEB).last());
    assertThat(of(decoded, WEB).usage().totalAt(START))
        .isCloseTo(of(HISTORIES, WEB).usage().totalAt(START), within(1e-4));
  }

  @Test
  void decode_encodedAgain_isTheSameBytes() {
    byte[] once = UsageCheckpoint.encode(HISTORIES);

    assertThat(UsageCheckpoint.encode(UsageCheckpoint.decode("kept", once))).isEqualTo(once);
  }

  /** Every bucket of every histogram and more layers than are kept. */
  @Test
  void encode_fullestHistory_staysBelowTheStatedSize() {
    UsageHistory full = UsageHistory.EMPTY;
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double cpus = Math.pow(10, -2 + 5.3 * random.nextDouble());
      Duration run = Duration.ofNanos(Math.round(cpus * 60e9));
      full = full.plus(UsageSample.builder(START.plusSeconds(60L * i), Duration.ofMinutes(1))
          .run(run)
          .runnable(List.of((int) Math.pow(2, 12 * random.nextDouble())))
          .throttling(new Throttling(600, 1, Duration.ofMillis(1)), 1)
          .siblingBusy(0.5)
          .delayedBy(Map.of("\u4e00".repeat(40) + i % 40, Duration.ofSeconds(1)))
          .startingUp(i % 2 == 0)
          .build());
    }

    int size = UsageCheckpoint.encode(Map.of(WEB, full)).length
        - UsageCheckpoint.encode(Map.of()).length
        - WEB.toString().length();
    assertThat(size).isBetween(UsageCheckpoint.MOST_BYTES / 2, UsageCheckpoint.MOST_BYTES);
  }

  @Test
  void encode_usualHistory_isSmall() {
    assertThat(UsageCheckpoint.encode(Map.of(WEB, KeptHistories.busy(1440, 4))).length)
        .isLessThan(700);
  }

  @Test
  void decode_otherVersion_isRefusedByName() {
    byte[] bytes = UsageCheckpoint.encode(HISTORIES);
    bytes[9] = 2;

    assertThatThrownBy(() -> UsageCheckpoint.decode("/var/lib/temper/usage.history", bytes))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("/var/lib/temper/usage.history: it is of version 2, and this release of Temper"
            + " reads version 1; give a file that 'temper run' wrote, or remove it to begin anew");
  }

  @Test
  void decode_cutAnywhere_isRefused() {
    byte[] bytes = UsageCheckpoint.encode(HISTORIES);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> UsageCheckpoint.decode("kept", cut))
          .as("cut at %d", length)
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("kept: ");
    }
  }

  @Test
  void decode_anyByteChanged_isRefused() {
    byte[] bytes = UsageCheckpoint.encode(HISTORIES);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> UsageCheckpoint.decode("kept", changed))
          .as("byte %d", at)
          .isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void file_writtenAndRead_isTheSame() throws IOException {
    UsageCheckpointFile file = new UsageCheckpointFile(folder.resolve("state/usage.history"));

    assertThat(file.readIfThere()).isEmpty();
    file.write(HISTORIES);
    file.write(HISTORIES);

    assertThat(file.read().keySet()).isEqualTo(HISTORIES.keySet());
    assertThat(file.path().getParent()).isDirectoryContaining("glob:**/usage.history");
    assertThat(file.path().resolveSibling("usage.history.new")).doesNotExist();
  }

  @Test
  void read_noFileOrAFolder_isRefusedByNameInPlainWords() {
    assertThatThrownBy(() -> new UsageCheckpointFile(folder.resolve("none")).read())
        .isInstanceOf(CheckpointException.class)
        .hasMessageEndingWith(
            "none: no such file; give the name of a file that 'temper run' wrote");
    assertThatThrownBy(() -> new UsageCheckpointFile(folder).read())
        .isInstanceOf(CheckpointException.class)
        .hasMessageEndingWith(": it is a folder; give the name of a file that 'temper run' wrote");
  }

  @Test
  void read_textFile_isRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "{\"apiVersion\": \"temper.io/v1\"}");

    assertThatThrownBy(() -> new UsageCheckpointFile(text).read())
        .hasMessageContaining("text: this is no checkpoint of histories");
  }

  private static UsageHistory of(Map<ContainerId, UsageHistory> histories, ContainerId id) {
    return Objects.requireNonNull(histories.get(id));
  }
}
