package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The source tree of Temper, built.
 *
 * @param root the folder of the parent {@code pom.xml}
 */
public record Workspace(Path root) {
  /** Set by the launcher at the root. */
  private static final String PROPERTY = "temper.checkout";

  /**
   * Finds the tree of this process: the one whose launcher started it, or else the nearest one above
   * the working folder.
   *
   * @return the tree
   */
  public static Workspace ofProcess() {
    return find(Path.of(System.getProperty(PROPERTY, "")));
  }

  static Workspace find(Path start) {
    return Stream.<Path>iterate(start.toAbsolutePath(), p -> p != null, Path::getParent)
        .filter(Workspace::looksRight)
        .findFirst()
        .map(Workspace::new)
        .orElseThrow(() ->
            new LabException("kernel tests come from the source tree of Temper, which is not at "
                + start.toAbsolutePath()
                + " or above: start ./temper in it"));
  }

  private static boolean looksRight(Path folder) {
    return Files.isRegularFile(folder.resolve("pom.xml"))
        && Files.isRegularFile(folder.resolve("lab/pom.xml"));
  }

  /**
   * Returns the modules.
   *
   * @return the folders that hold a {@code pom.xml}, in the order of their names
   */
  List<Path> modules() {
    return withPom(root);
  }

  /**
   * Returns the applications of users that are built with the tree.
   *
   * @return the modules below {@code examples}, in the order of their names
   */
  List<BuiltModule> examples() {
    return withPom(root.resolve("examples")).stream().map(BuiltModule::new).toList();
  }

  private static List<Path> withPom(Path parent) {
    return Folders.list(parent).stream()
        .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
        .toList();
  }
}
