package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.lib.NativeFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Unpacks native libraries beforehand, for programs that may write nowhere when they run: JNA's, and the
 * bundled libbpf with what it needs. As a program, for an image's build:
 *
 * <pre>{@code
 * java -cp 'lib/*' io.temper.bpf.NativeLibraries /opt/app/native > /opt/app/native.options
 * java @/opt/app/native.options -cp 'lib/*' org.example.Main
 * }</pre>
 */
public final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * Unpacks those of this JVM's architecture. A JVM that runs from files that were there keeps them.
   *
   * <p>What lies in the folder is loaded as it is, so only root and this user may be able to write to it and to
   * those above it, but for sticky ones. Other users may read it, whatever the umask.
   *
   * @param folder where to; made if it is not there. It must have this path where the program runs, too
   * @return the options that a JVM needs to use them, such as {@code -Djna.nounpack=true}
   * @throws LibbpfUnavailableException if a library is not on the class path, or damaged
   * @throws UncheckedIOException if the folder cannot be written to, or another user could
   */
  public static List<String> extract(Path folder) {
    return NativeFolder.forThisHost().fill(folder);
  }

  /**
   * Unpacks, and prints the options that a JVM needs, as a file of arguments has them. Ends with 0; with 1 if
   * it cannot, and says why; with 2 if no folder is named.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: java -cp CLASSPATH " + NativeLibraries.class.getName() + " DIR");
      System.exit(2);
    }
    try {
      extract(Path.of(arguments[0])).forEach(option -> System.out.println(quoted(option)));
    } catch (TemperException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** As java reads it from a file of arguments, where a blank would end it. */
  private static String quoted(String option) {
    return option.chars().anyMatch(Character::isWhitespace)
        ? '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : option;
  }
}
