package io.temper.agent.daemon.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the small files of an agent, whole or not at all. */
public final class SafeFiles {
  private SafeFiles() {}

  /** Replaces a file. Written beside it and renamed, so that a full disk leaves the one before. */
  static void replace(Path file, String text) throws IOException {
    makeFolderOf(file);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the folder of a file if it is not there. */
  static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }
}
