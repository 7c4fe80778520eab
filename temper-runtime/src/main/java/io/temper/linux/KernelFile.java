package io.temper.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the small text files by which the kernel tells about itself. */
final class KernelFile {
  /**
   * How the kernel answers when what a file belongs to goes away while it is open (ENODEV), or when
   * a part of the path is no directory (ENOTDIR, for which Java has no exception of its own here).
   */
  private static final List<String> GONE = List.of("No such device", "Not a directory");

  private KernelFile() {}

  /**
   * Returns the text of a file without the white space around it.
   *
   * @return empty if the file is not there, or goes away while it is read
   * @throws HostReadException if the kernel refuses to tell
   */
  static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      if (isGone(e)) {
        return Optional.empty();
      }
      throw refused(file, e);
    }
  }

  /** Tells whether an error only means that the thing is not, or no longer, there. */
  static boolean isGone(IOException e) {
    return e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || GONE.stream().anyMatch(reason -> contains(e.getMessage(), reason));
  }

  static HostReadException refused(Path file, IOException e) {
    return e instanceof AccessDeniedException
        ? new HostReadException(file, "permission denied", "run as a user who may read it", e)
        : new HostReadException(file, "reading failed: " + e, "check that the host is healthy", e);
  }

  private static boolean contains(@Nullable String message, String part) {
    return message != null && message.contains(part);
  }
}
