package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A module of the tree after Maven has packaged it.
 *
 * @param folder the module's folder
 */
public record BuiltModule(Path folder) {
  private static final String BUILD = "build it first: ./mvnw -DskipTests package";

  /** What Maven's dependency plugin wrote: the first in each module, the other in programs. */
  private static final String TEST_CLASS_PATH = "target/test.classpath";

  private static final String RUN_CLASS_PATH = "target/class-path";

  /**
   * Returns what the module's program runs with.
   *
   * @return the jars in class path order, the module's own first
   * @throws LabException if it was not built
   */
  public List<Path> program() {
    Path own = jar().orElseThrow(() -> new LabException(folder + " has no classes: " + BUILD));
    return Stream.concat(Stream.of(own), entries(RUN_CLASS_PATH)).toList();
  }

  /** Returns whether it is a program that was built: one that Maven wrote a class path for. */
  boolean isBuiltProgram() {
    return Files.isRegularFile(folder.resolve(RUN_CLASS_PATH));
  }

  /** Returns the name of its folder. */
  String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Returns the module's own jar, after a look whether it holds the classes beside it. */
  Optional<Path> jar() {
    if (!Files.isDirectory(folder.resolve("target/classes"))) {
      return Optional.empty();
    }
    Path jar = Folders.list(folder.resolve("target")).stream()
        .filter(BuiltModule::isMainJar)
        .reduce((a, b) -> b)
        .orElseThrow(() -> new LabException(folder + " has classes but no jar: " + BUILD));
    requireSame(folder.resolve("target/classes"), jar);
    return Optional.of(jar);
  }

  private static boolean isMainJar(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jar") && !name.matches(".*-(sources|javadoc|tests)\\.jar");
  }

  /** Returns the folder of compiled tests, if the module has any. */
  Optional<Path> testClasses() {
    return Optional.of(folder.resolve("target/test-classes")).filter(Files::isDirectory);
  }

  /**
   * Returns whether some test class names the tag. The name stands in the class file as it is, so no
   * class need be loaded to see that a module has no kernel test.
   */
  boolean mentionsTag() {
    return testClasses().map(BuiltModule::anyMentionsTag).orElse(false);
  }

  private static boolean anyMentionsTag(Path classes) {
    // A constant of a class file: its kind (1, text), its length in two bytes, the text.
    String constant = "\u0001\u0000" + (char) GuestTests.TAG.length() + GuestTests.TAG;
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(constant)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new LabException("cannot read the test classes in " + classes + ": " + e, e);
    }
  }

  /**
   * Returns the folders of the module's classes and of its tests, in this order.
   *
   * @return two folders
   * @throws LabException if it was not built
   */
  public List<Path> classesAndTests() {
    Path classes = folder.resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new LabException(folder + " has no classes: " + BUILD);
    }
    return List.of(
        classes,
        testClasses().orElseThrow(() -> new LabException(folder + " has no tests: " + BUILD)));
  }

  /**
   * Returns the libraries that the module's tests use; modules of the tree are left out.
   *
   * @param root the root of the tree
   * @return jars
   * @throws LabException if it was not built
   */
  public List<Path> libraries(Path root) {
    return entries(TEST_CLASS_PATH)
        .filter(entry -> entry.toString().endsWith(".jar"))
        .filter(jar -> !jar.startsWith(root) && !jar.toString().contains("/io/temper/"))
        .toList();
  }

  private Stream<Path> entries(String classPath) {
    Path file = folder.resolve(classPath);
    try {
      return Stream.of(Files.readString(file).strip().split(File.pathSeparator, -1))
          .map(Path::of);
    } catch (IOException e) {
      throw new LabException("cannot read " + file + ": " + BUILD, e);
    }
  }

  /** Compares what is in the files: their times say little after a build that changed nothing. */
  private static void requireSame(Path classes, Path jar) {
    try (var archive = new ZipFile(jar.toFile());
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        ZipEntry entry = archive.getEntry(classes.relativize(file).toString());
        if (entry == null || entry.getCrc() != crc(file)) {
          throw new LabException(jar + " lacks the newest " + file.getFileName() + ": " + BUILD);
        }
      }
    } catch (IOException e) {
      throw new LabException("cannot compare " + jar + " with " + classes + ": " + BUILD, e);
    }
  }

  private static long crc(Path file) throws IOException {
    var crc = new CRC32();
    crc.update(Files.readAllBytes(file));
    return crc.getValue();
  }
}
