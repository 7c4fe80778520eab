package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image of the agent, as Maven built it.
 *
 * @param file the archive
 * @param newer a source file that was changed after it was built; empty if there is none
 */
public record BuiltImage(Path file, Optional<Path> newer) {
  private static final String MODULE = "temper-image";
  private static final String BUILD = "./mvnw package -Pimage -pl temper-image -am";

  /**
   * Finds the one that was built last.
   *
   * @param workspace the tree
   * @return the image, for machines of x86-64
   * @throws LabException if there is none; the message says how to build one
   */
  public static BuiltImage newest(Workspace workspace) {
    Path folder = workspace.root().resolve(MODULE).resolve("target");
    Path image = Folders.list(folder).stream()
        .filter(file -> file.toString().endsWith("-amd64.oci.tar"))
        .max(Comparator.comparing(BuiltImage::changed))
        .orElseThrow(() -> new LabException(
            "no image in " + folder + ": build it by " + BUILD + ", or say --agent-image ARCHIVE"));
    FileTime built = changed(image);
    Optional<Path> newer = workspace.modules().stream()
        .map(module -> module.resolve("src/main"))
        .filter(Files::isDirectory)
        .flatMap(sources -> newest(sources).stream())
        .max(Comparator.comparing(BuiltImage::changed))
        .filter(file -> changed(file).compareTo(built) > 0);
    return new BuiltImage(image, newer);
  }

  private static Optional<Path> newest(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(Files::isRegularFile).max(Comparator.comparing(BuiltImage::changed));
    } catch (IOException | UncheckedIOException e) {
      throw new LabException("cannot list " + sources + ": " + e, e);
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new LabException("cannot read when " + file + " was changed: " + e, e);
    }
  }

  /**
   * Says which image it is, and whether the tree has changed since.
   *
   * @return a line
   */
  public String describe() {
    return "the agent's image is " + file
        + newer
            .map(source -> ", which is OLDER than " + source + ": build it again by " + BUILD)
            .orElse("");
  }
}
