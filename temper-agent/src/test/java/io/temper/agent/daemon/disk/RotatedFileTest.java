package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk that fills up may do to a log. */
class RotatedFileTest {
  @TempDir
  Path folder;

  private Path path;
  private int room = Integer.MAX_VALUE;
  private RotatedFile file;

  @BeforeEach
  void setUp() {
    path = folder.resolve("audit.jsonl");
    file = new RotatedFile(path, 1000, 2, this::openOnASmallDisk);
  }

  /** Takes as many bytes as there is room for, and then no more. */
  private OutputStream openOnASmallDisk(Path of) throws IOException {
    OutputStream out =
        Files.newOutputStream(of, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        if (room-- <= 0) {
          throw new IOException("No space left on device");
        }
        out.write(value);
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Test
  void diskThatTakesHalfALine_theNextBeginsOnALineOfItsOwn() throws IOException {
    append("{\"a\":1}");
    room = 4;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> append("{\"b\":2}"));
    room = Integer.MAX_VALUE;
    append("{\"b\":2}");
    append("{\"c\":3}");
    assertThat(Files.readAllLines(path))
        .containsExactly("{\"a\":1}", "{\"b\"", "{\"b\":2}", "{\"c\":3}");
  }

  @Test
  void diskThatTakesNotEvenTheEndOfTheHalfLine_isTriedAgain() throws IOException {
    append("{\"a\":1}");
    room = 4;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> append("{\"b\":2}"));
    room = 0;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> append("{\"b\":2}"));
    room = Integer.MAX_VALUE;
    append("{\"b\":2}");
    assertThat(Files.readAllLines(path)).containsExactly("{\"a\":1}", "{\"b\"", "{\"b\":2}");
  }

  @Test
  void halfALineOfAnAgentBefore_isLeftOnItsOwn() throws IOException {
    Files.writeString(path, "{\"old\":");
    append("{\"a\":1}");
    assertThat(Files.readAllLines(path)).containsExactly("{\"old\":", "{\"a\":1}");
  }

  private void append(String line) throws IOException {
    file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
