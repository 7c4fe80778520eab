package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The archive that hosts install, as Maven built it. A test in the guest finds it by the system property
 * {@value #PROPERTY}, and checks itself that its jars are those of the class path.
 *
 * @param file the archive
 */
record BuiltArchive(Path file) {
  static final String PROPERTY = "temper.archive";

  private static final String MODULE = "temper-dist";

  /**
   * Finds it.
   *
   * @param workspace the tree
   * @return the archive; empty if there is none, or if one of the files that it was made of is newer: the
   *     test that needs it says so, and no other test fails for it
   */
  static Optional<BuiltArchive> find(Workspace workspace) {
    Path module = workspace.root().resolve(MODULE);
    return Folders.list(module.resolve("target")).stream()
        .filter(file -> file.toString().endsWith(".tar.gz"))
        .filter(file -> isNewerThanAllIn(module.resolve("src/main"), file))
        .reduce((a, b) -> b)
        .map(BuiltArchive::new);
  }

  private static boolean isNewerThanAllIn(Path sources, Path archive) {
    try (Stream<Path> files = Files.walk(sources)) {
      FileTime built = Files.getLastModifiedTime(archive);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new LabException("cannot compare " + archive + " with " + sources + ": " + e, e);
    }
  }
}
