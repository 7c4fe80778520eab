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
import java.util.function.Predicate;

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
    return subdirectories(directory, name -> true);
  }

  /**
   * Returns the directories in a directory whose names are wanted, in no order. What has another name
   * is not even looked at: a control group has dozens of files.
   *
   * @return as {@link #subdirectories(Path)}
   * @throws HostReadException if the kernel refuses to tell
   */
  static List<Path> subdirectories(Path directory, Predicate<String> wanted) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (wanted.test(String.valueOf(entry.getFileName()))
            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
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
    if (!KernelFile.isGone(directory, e)) {
      throw KernelFile.refused(directory, e);
    }
  }
}
