package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.testkit.JavaProgram;
import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFileTest {
  @TempDir
  Path root;

  @Test
  void read_file_isItsTextWithoutTheNewline() {
    new FakeFiles(root).write("a", " 1 ");

    assertThat(KernelFile.read(root.resolve("a"))).contains("1");
  }

  @Test
  void read_missing_isEmpty() {
    new FakeFiles(root).write("a", 1);

    assertThat(KernelFile.read(root.resolve("b"))).isEmpty();
    assertThat(KernelFile.read(root.resolve("a/b"))).isEmpty();
  }

  @Test
  void read_directory_isRefused() {
    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> KernelFile.read(root))
        .withMessageContaining(root.toString());
  }

  @Test
  void read_bytesThatAreNoText_areReplaced() throws IOException {
    Files.write(root.resolve("a"), new byte[] {'a', (byte) 0xe2, (byte) 0x82, 'b'});

    assertThat(KernelFile.read(root.resolve("a"))).contains("a\ufffdb");
  }

  @Test
  void unexpected_longText_isCut() {
    assertThat(KernelFile.unexpected(Path.of("f"), "x".repeat(5000), "a number", null))
        .hasMessage("f: holds '" + "x".repeat(200) + "...' instead of a number; check that the file"
            + " is the kernel's own");
  }

  /** As from ENODEV, ESRCH and ENOTDIR, whose texts depend on the locale. */
  @Test
  void isGone_whateverTheErrorSays_ifTheNameIsNoLongerThere() {
    new FakeFiles(root).write("a", 1);
    Path gone = root.resolve("b");

    assertThat(KernelFile.isGone(gone, new NoSuchFileException("b"))).isTrue();
    assertThat(KernelFile.isGone(gone, new IOException("Kein passender Prozess gefunden")))
        .isTrue();
    assertThat(KernelFile.isGone(root.resolve("a/b"), new IOException("Ist kein Verzeichnis")))
        .isTrue();
    assertThat(KernelFile.isGone(gone, new AccessDeniedException("b"))).isFalse();
    assertThat(KernelFile.isGone(root.resolve("a"), new IOException("No such process")))
        .as("another has its number by now")
        .isTrue();
    assertThat(KernelFile.isGone(root.resolve("a"), new IOException("Input/output error")))
        .isFalse();
    assertThat(KernelFile.isGone(root.resolve("a"), new IOException())).isFalse();
  }

  /** Says how its C library says EOPNOTSUPP. */
  static final class SaysUnsupported {
    public static void main(String[] arguments) {
      System.out.println(UnsupportedText.ofThisProcess());
    }
  }

  @Test
  void unsupported_isLearntFromTheCLibraryOfTheProcess() {
    var run =
        ProgramRun.of(root, Map.of("LC_ALL", "C"), JavaProgram.command(SaysUnsupported.class));

    assertThat(run.out().strip()).isEqualTo("Operation not supported");
    assertThat(UnsupportedText.of(root.resolve("missing"))).isEqualTo("Operation not supported");
  }

  @Test
  void refused_permissionDenied_saysSo() {
    assertThat(KernelFile.refused(Path.of("f"), new AccessDeniedException("f")))
        .hasMessage("f: permission denied; run as a user who may read it");
  }
}
