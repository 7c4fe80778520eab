package io.temper.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.ContainerId;
import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Reason;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.ThreadUse;
import io.temper.rightsize.Throttling;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.UsageSample;
import io.temper.workload.CpuQuantity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageCheckpointTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");
  private static final ContainerId WEB = new ContainerId("shop", "web-0", "app");
  private static final ContainerId SERVICE = new ContainerId("host", "nginx", "");
  private static final NavigableMap<ContainerId, UsageHistory> HISTORIES =
      new TreeMap<>(Map.of(WEB, busyHistory(300, 4), SERVICE, UsageHistory.EMPTY));

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
    assertThat(UsageCheckpoint.encode(Map.of(WEB, busyHistory(1440, 4))).length).isLessThan(700);
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

  /** Somebody may write a wrong body with the right checksum; a failure names its seed. */
  @Test
  void decode_mutatedBodyWithRightChecksum_isUnderstoodOrRefused() {
    byte[] bytes = UsageCheckpoint.encode(HISTORIES);
    int refused = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      byte[] mutated = mutate(bytes, new Random(seed));
      try {
        UsageCheckpoint.decode("kept", mutated).values().forEach(UsageCheckpointTest::recommend);
      } catch (CheckpointException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(refused).isBetween(2_000, 19_000);
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
  void read_noFile_isRefusedByName() {
    assertThatThrownBy(() -> new UsageCheckpointFile(folder.resolve("none")).read())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("none: there is no such file");
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

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    int body = UsageCheckpoint.HEAD_BYTES;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      mutated[body + random.nextInt(bytes.length - body)] = (byte) random.nextInt();
    }
    CRC32 crc = new CRC32();
    crc.update(mutated, body, mutated.length - body);
    ByteBuffer.wrap(mutated).putInt(body - Integer.BYTES, (int) crc.getValue());
    return mutated;
  }

  private static Recommendation recommend(UsageHistory history) {
    return Rightsizer.standard()
        .recommend(
            history, CurrentResources.requesting(CpuQuantity.ofCpus(1)), SizingContext.PLAIN);
  }

  private static UsageHistory busyHistory(int minutes, int threads) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = 0; minute < minutes; minute++) {
      ThreadUse use =
          new ThreadUse(Duration.ofSeconds(20 + minute % 5), Duration.ofSeconds(30 - minute % 7));
      history =
          history.plus(UsageSample.builder(START.plusSeconds(60L * minute), Duration.ofMinutes(1))
              .run(use.ran().multipliedBy(threads))
              .threads(Collections.nCopies(threads, use))
              .runnable(List.of(threads))
              .delayedBy(Map.of("low", Duration.ofSeconds(20)))
              .restarts(minute == 0 ? 1 : 0)
              .build());
    }
    return history;
  }
}
