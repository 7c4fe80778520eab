package io.temper.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the small text files by which the kernel tells about itself. */
final class KernelFile {
  /**
   * How the kernel answers when what a file belongs to goes away while it is open (ENODEV of a
   * cgroup, ESRCH of a thread), or when a part of the path is no directory (ENOTDIR). Java has no
   * exceptions of their own for these, and the C library translates the texts.
   */
  private static final List<String> GONE =
      List.of("No such device", "No such process", "Not a directory");

  /** EOPNOTSUPP: the file is there, but what it would tell is switched off or does not apply. */
  private static final String UNSUPPORTED = UnsupportedText.ofThisProcess();

  /** A message shows this many characters of an unexpected text. */
  private static final int SHOWN = 200;

  private KernelFile() {}

  /**
   * Returns the text of a file without the white space around it.
   *
   * @return empty if the file is not there, or goes away while it is read
   * @throws HostReadException if the kernel refuses to tell
   */
  static Optional<String> read(Path file) {
    return text(file).map(String::strip);
  }

  /** Returns the text of a file as it is; otherwise as {@link #read}. */
  static Optional<String> text(Path file) {
    return text(file, e -> isGone(file, e));
  }

  /** As {@link #read}, but empty too where the kernel answers that it does not support the file. */
  static Optional<String> readSupported(Path file) {
    return text(file, e -> isGone(file, e) || contains(e.getMessage(), UNSUPPORTED))
        .map(String::strip);
  }

  /**
   * Decodes the bytes of a file. The names of threads and groups are any bytes, and a long name is cut
   * within a character, so what is no UTF-8 becomes a replacement character.
   */
  static String decode(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Tells whether an error only means that the thing is not, or no longer, there. Where its text is in
   * another language, whether the name is still there says the same.
   */
  static boolean isGone(Path file, IOException e) {
    return e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || GONE.stream().anyMatch(reason -> contains(e.getMessage(), reason))
        || (!(e instanceof AccessDeniedException)
            && !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
  }

  static HostReadException refused(Path file, IOException e) {
    return e instanceof AccessDeniedException
        ? new HostReadException(file, "permission denied", "run as a user who may read it", e)
        : new HostReadException(file, "reading failed: " + e, "check that the host is healthy", e);
  }

  /** Makes the error for a file that holds something else than a kernel writes into it. */
  static HostReadException unexpected(
      Path file, String text, String expected, @Nullable Throwable cause) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new HostReadException(
        file,
        "holds '" + shown + "' instead of " + expected,
        "check that the file is the kernel's own",
        cause);
  }

  private static Optional<String> text(Path file, Predicate<IOException> absent) {
    try {
      return Optional.of(decode(Files.readAllBytes(file)));
    } catch (IOException e) {
      if (absent.test(e)) {
        return Optional.empty();
      }
      throw refused(file, e);
    }
  }

  private static boolean contains(@Nullable String message, String part) {
    return message != null && message.contains(part);
  }
}
