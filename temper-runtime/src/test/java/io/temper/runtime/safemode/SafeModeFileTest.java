package io.temper.runtime.safemode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.spi.SafeModeSource;
import io.temper.testkit.SafeModeSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SafeModeFileTest extends SafeModeSourceContract {
  @TempDir
  private Path folder;

  private SafeModeFile file() {
    return new SafeModeFile(folder.resolve("run/safe-mode"));
  }

  @Override
  protected SafeModeSource source() {
    return file();
  }

  @Override
  protected void asks() {
    heals();
    file().create("upgrade");
  }

  @Override
  protected void withdraws() {
    heals();
    file().remove();
  }

  /** A folder that leads to itself: whether anything is in it cannot be told. */
  @Override
  protected void breaks() {
    file().remove();
    try {
      Files.deleteIfExists(folder.resolve("run"));
      Files.createSymbolicLink(folder.resolve("run"), Path.of("run"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void heals() {
    try {
      if (Files.isSymbolicLink(folder.resolve("run"))) {
        Files.delete(folder.resolve("run"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void create_whereNoFileCanBe_namesPlaceAndRemedy() throws IOException {
    // Below a file, where not even root makes one.
    Path place = Files.createFile(folder.resolve("plain")).resolve("safe-mode");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> new SafeModeFile(place).create(""))
        .withMessageContainingAll("cannot write " + place + ": ", "make it by hand");
  }

  /** A container runtime makes one where it is to mount a file that is not there. */
  @Test
  void create_whereADirectoryIs_agreesWithAskedThatItAsks() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), directory);
    for (Path path : List.of(directory, link)) {
      var file = new SafeModeFile(path);
      file.create("upgrade");
      assertThat(file.asked()).hasValueSatisfying(it -> assertThat(it.reason()).isEmpty());
    }
  }

  @Test
  void remove_ofADirectoryThatIsNotEmpty_namesPlaceAndRemedyAndItGoesOnAsking() throws IOException {
    Files.createFile(folder.resolve("other"));
    var file = new SafeModeFile(folder);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(file::remove)
        .withMessageContainingAll("cannot remove " + folder + ": ", "remove it by hand");
    assertThat(file.asked()).isPresent();
  }

  @Test
  void create_whereAFileOfSomebodyElseIsLinked_isDoneAndLeavesThatFileAsItIs() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "precious");
    Path missing = folder.resolve("missing");
    for (Path target : List.of(other, missing)) {
      Path link = Files.createSymbolicLink(folder.resolve("to-" + target.getFileName()), target);
      new SafeModeFile(link).create("upgrade");
      assertThat(new SafeModeFile(link).asked()).isPresent();
    }
    assertThat(other).hasContent("precious");
    assertThat(missing).doesNotExist();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void create_whereAPipeIs_isDoneWithoutWaitingForItsReader() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var file = new SafeModeFile(pipe);
    file.create("upgrade");
    assertThat(file.asked()).isPresent();
  }

  @Test
  void create_reasonThatCannotBeWritten_asksWithoutIt() {
    // As on a full disk: a file that takes nothing, not even from root.
    var file = new SafeModeFile(Path.of("/proc/version"));
    file.create("upgrade");
    assertThat(file.asked())
        .hasValueSatisfying(it -> assertThat(it.reason()).doesNotContain("upgrade"));
  }

  @Test
  void asked_reasonInTheFile_isItsFirstLine() throws IOException {
    asks();
    Files.writeString(file().path(), " because \nof much\n");
    assertThat(file().asked()).hasValueSatisfying(request -> {
      assertThat(request.reason()).isEqualTo("because");
      assertThat(request.by()).startsWith("uid ");
    });
  }
}
