package io.temper.lab.cluster;

import io.temper.lab.LabException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The compiler of Go, which the host must have where a program is to be built. */
final class GoTool {
  private GoTool() {}

  /**
   * Checks that it is there.
   *
   * @param program what is to be built
   * @param variable the environment variable that says where it is, if somebody has it
   * @throws LabException if it is not
   */
  static void require(String program, String variable) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean found = Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
    if (!found) {
      throw new LabException(
          "building " + program + " needs Go 1.24 or newer on the PATH; or say in " + variable
              + " where it is built already");
    }
  }
}
