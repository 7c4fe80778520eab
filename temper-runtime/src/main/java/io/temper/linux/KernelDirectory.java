package io.temper.linux;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lists the directories in which the kernel shows what comes and goes: groups, threads. */
final class KernelDirectory {
  private KernelDirectory() {}

  /**
   * Returns the directories in a directory, in no order.
   *
   * @return what was there while it was listed; none if the directory is not, or no longer, there
   * @throws HostReadException if the kernel refuses to tell
   */
  static List<Path> subdirectories(Path directory) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      requireGone(directory, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      requireGone(directory, e);
    }
    return found;
  }

  private static void requireGone(Path directory, IOException e) {
    if (!KernelFile.isGone(e)) {
      throw KernelFile.refused(directory, e);
    }
  }
}
