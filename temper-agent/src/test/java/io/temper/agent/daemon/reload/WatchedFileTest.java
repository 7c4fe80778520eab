package io.temper.agent.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  @TempDir
  Path folder;

  private Path file;
  private int reads;
  private WatchedFile<String> watched;

  @BeforeEach
  void setUp() {
    file = folder.resolve("rules");
    watched = new WatchedFile<>(file, this::read);
  }

  private String read(Path path) {
    reads++;
    try {
      String text = Files.readString(path);
      if (text.contains("wrong")) {
        throw new TemperException(path + " is wrong");
      }
      return text;
    } catch (IOException e) {
      return "none";
    }
  }

  @Test
  void sameFile_isReadOnce() throws IOException {
    write("a", 1);
    assertThat(watched.get()).isEqualTo("a");
    assertThat(watched.get()).isEqualTo("a");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void changedReplacedOrRemoved_isReadAgain() throws IOException {
    write("a", 1);
    watched.get();
    write("b", 2);
    assertThat(watched.get()).isEqualTo("b");
    Path other = Files.writeString(folder.resolve("other"), "c");
    Files.setLastModifiedTime(other, FileTime.from(Instant.ofEpochSecond(2)));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(watched.get()).isEqualTo("c");
    Files.delete(file);
    assertThat(watched.get()).isEqualTo("none");
    assertThat(watched.get()).isEqualTo("none");
    assertThat(reads).isEqualTo(4);
  }

  @Test
  void wrongFile_isWrongEachTimeAndRightAgainLater() throws IOException {
    write("wrong", 1);
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(TemperException.class).isThrownBy(watched::get);
    }
    write("right", 1);
    assertThat(watched.get()).isEqualTo("right");
  }

  @Test
  void forgotten_isReadWhateverItLooksLike() throws IOException {
    write("a", 1);
    watched.get();
    write("b", 1);
    assertThat(watched.get()).isEqualTo("a");
    watched.forget();
    assertThat(watched.get()).isEqualTo("b");
  }

  private void write(String text, long modified) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(modified)));
  }
}
