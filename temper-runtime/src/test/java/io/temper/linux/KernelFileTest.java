package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  @Test
  void isGone_deviceThatWentAwayWhileOpen_isGone() {
    assertThat(KernelFile.isGone(new FileSystemException("f", null, "No such device")))
        .isTrue();
    assertThat(KernelFile.isGone(new NoSuchFileException("f"))).isTrue();
    assertThat(KernelFile.isGone(new IOException("No such process"))).isTrue();
    assertThat(KernelFile.isGone(new IOException("Operation not supported"))).isFalse();
    assertThat(KernelFile.isGone(new IOException("Input/output error"))).isFalse();
    assertThat(KernelFile.isGone(new IOException())).isFalse();
  }

  @Test
  void refused_permissionDenied_saysSo() {
    assertThat(KernelFile.refused(Path.of("f"), new AccessDeniedException("f")))
        .hasMessage("f: permission denied; run as a user who may read it");
  }
}
