package io.temper.lab.host;

import io.temper.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Operations on whole folders that the JDK leaves to its users. */
public final class Folders {
  private Folders() {}

  /**
   * Deletes a folder with everything in it. Symbolic links are deleted, not followed.
   *
   * @param folder the folder; nothing happens if it does not exist
   * @throws IOException if something in it cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Lists what lies directly in a folder.
   *
   * @param folder the folder
   * @return its entries in the order of their names; empty if the folder does not exist
   */
  public static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new LabException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Copies a folder with everything in it.
   *
   * @param from an existing folder
   * @param to a folder that does not exist yet
   * @throws IOException if something cannot be read or written
   */
  public static void copy(Path from, Path to) throws IOException {
    List<Path> outermostFirst;
    try (Stream<Path> all = Files.walk(from)) {
      outermostFirst = all.toList();
    }
    for (Path path : outermostFirst) {
      Files.copy(path, to.resolve(from.relativize(path)));
    }
  }
}
