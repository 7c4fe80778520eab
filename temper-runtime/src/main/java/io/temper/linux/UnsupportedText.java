package io.temper.linux;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/**
 * How the C library of this process says EOPNOTSUPP. Java has no exception of its own for it, only this text,
 * which depends on the locale.
 */
final class UnsupportedText {
  private static final String IN_ENGLISH = "Operation not supported";

  private UnsupportedText() {}

  /** Asks the kernel for what it does not support. */
  static String ofThisProcess() {
    return of(Path.of("/proc/self/status"));
  }

  /**
   * Asks a file for an attribute of a user's.
   *
   * @param file of a file system that has no such attributes, as procfs
   */
  static String of(Path file) {
    try {
      Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).size("temper");
      return IN_ENGLISH;
    } catch (FileSystemException e) {
      String reason = e.getReason();
      return reason == null
          ? IN_ENGLISH
          : reason.substring(reason.lastIndexOf(": ") + 1).strip();
    } catch (IOException | UnsupportedOperationException e) {
      return IN_ENGLISH;
    }
  }
}
