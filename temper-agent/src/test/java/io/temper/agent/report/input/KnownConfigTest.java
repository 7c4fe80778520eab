package io.temper.agent.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownConfigTest {
  @TempDir
  private Path folder;

  @Test
  void fileThatCanBeRead_isKnownWithoutADoubt() throws IOException {
    var file = folder.resolve("temper.toml");
    Files.writeString(file, "[control]\nsocket = \"/run/other.sock\"\n");
    var known = KnownConfig.of(file);
    assertThat(known.config().files().controlSocket()).isEqualTo(Path.of("/run/other.sock"));
    assertThat(known.doubt()).isEmpty();
  }

  /** A pipe would be waited for, and what goes through it is the agent's. */
  @Test
  void whatCannotBeRead_isTheStandardConfigurationWithADoubt() {
    assertThat(KnownConfig.of(folder))
        .isEqualTo(new KnownConfig(AgentConfig.STANDARD, folder + " is no regular file"));
    assertDoubt(folder.resolve("missing.toml"), "missing.toml: no such file");
  }

  @Test
  void unknownPlace_ofSeveralFaults_isOneLineWithAllOfThemAndTheRemedy() throws IOException {
    var file = folder.resolve("temper.toml");
    Files.writeString(file, "lease = 1\nleese = 2\n");
    assertThat(KnownConfig.of(file).unknownPlace("answers", "--socket"))
        .startsWith("where this host's agent answers is not known: " + file + ":1:")
        .contains(file + ":2:")
        .endsWith("; mend that, or name its --socket")
        .hasLineCount(1);
  }

  @Test
  void unknownPlace_withoutADoubt_isEmpty() {
    assertThat(new KnownConfig(AgentConfig.STANDARD, "").unknownPlace("answers", "--socket"))
        .isEmpty();
  }

  @Test
  void fileBelowWhatIsNoFolder_isADoubt() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertDoubt(file.resolve("temper.toml"), "reading failed: ", "Not a directory");
  }

  @Test
  void fileThatIsNoText_isADoubt() throws IOException {
    var file = Files.write(folder.resolve("temper.toml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertDoubt(file, "temper.toml: it is not UTF-8 text");
  }

  /** It is all hole, so it costs no disk. */
  @Test
  void fileThatFitsIntoNoMemory_isADoubt() throws IOException {
    var file = folder.resolve("temper.toml");
    try (var hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(3L << 30);
    }
    assertDoubt(file, "temper.toml: reading failed: java.lang.OutOfMemoryError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x = [[[", "http.address = 1e999999999", "[control]\nsocket = \"\\u0000\""})
  void valueThatMakesNoSense_isADoubtWithItsLine(String text) throws IOException {
    assertDoubt(Files.writeString(folder.resolve("temper.toml"), text), "temper.toml:");
  }

  @Test
  void whateverTheReaderThrows_isADoubt() {
    for (var failure :
        List.of(new IllegalStateException("a"), new UncheckedIOException(new IOException("b")))) {
      assertFailure(
          () -> {
            throw failure;
          },
          failure);
    }
    for (var failure : List.of(
        new OutOfMemoryError("c"), new StackOverflowError("d"), new NoClassDefFoundError("e"))) {
      assertFailure(
          () -> {
            throw failure;
          },
          failure);
    }
  }

  private void assertFailure(Supplier<AgentConfig> reader, Throwable failure) {
    var file = folder.resolve("temper.toml");
    assertThat(KnownConfig.of(file, unused -> reader.get()))
        .isEqualTo(new KnownConfig(AgentConfig.STANDARD, file + ": reading failed: " + failure));
  }

  private static void assertDoubt(Path file, String... words) {
    var known = KnownConfig.of(file);
    assertThat(known.config()).isEqualTo(AgentConfig.STANDARD);
    assertThat(known.doubt()).contains(words);
  }
}
