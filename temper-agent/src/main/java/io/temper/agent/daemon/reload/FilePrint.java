package io.temper.agent.daemon.reload;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By what a file that was changed or replaced is told from the one before.
 *
 * @param modified when it was written last; null if it is not there
 * @param size in bytes; -1 if it is not there
 * @param key the kernel's number of it; null where there is none
 */
record FilePrint(
    @Nullable FileTime modified, long size, @Nullable Object key) {
  private static final FilePrint NONE = new FilePrint(null, -1, null);

  /** Returns the print of a file, or of what a link leads to. */
  static FilePrint of(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FilePrint(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Returns the prints of a folder's files by path; empty if it is not there, or cannot be listed. */
  static Map<Path, FilePrint> ofFilesIn(Path folder) {
    Map<Path, FilePrint> prints = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> prints.put(file, of(file)));
    } catch (IOException | DirectoryIteratorException e) {
      return Map.of();
    }
    return prints;
  }
}
