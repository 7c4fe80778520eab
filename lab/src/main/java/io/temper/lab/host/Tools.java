package io.temper.lab.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs that the lab runs on the host: QEMU, mke2fs, xz. They lie unpacked in the cache with
 * all their libraries, the C library and its loader included, so every host runs the same QEMU and
 * nothing is installed.
 *
 * @param folder the cache entry
 */
public record Tools(Path folder) {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

  /**
   * Returns the command line that starts a program.
   *
   * @param program its path below the folder, as in "usr/bin/xz"
   * @param arguments its arguments
   * @return a command line for the host
   */
  public List<String> command(String program, List<String> arguments) {
    Path libraries = folder.resolve(LIBRARIES);
    var argv = new ArrayList<String>();
    argv.add(libraries.resolve("ld-linux-x86-64.so.2").toString());
    argv.add("--library-path");
    argv.add(libraries.toString());
    argv.add(folder.resolve(program).toString());
    argv.addAll(arguments);
    return argv;
  }

  /**
   * Returns a file that one of the programs needs.
   *
   * @param path its path below the folder
   * @return the file
   */
  public Path file(String path) {
    return folder.resolve(path);
  }

  /**
   * Unpacks a module of the kernel.
   *
   * @param compressed a file ending in {@code .ko.xz}
   * @param into the folder that receives the {@code .ko}
   */
  public void unpackModule(Path compressed, Path into) {
    var argv = command("usr/bin/xz", List.of("--decompress", "--keep", compressed.toString()));
    HostCommand.in(into, argv).run();
    String name = String.valueOf(compressed.getFileName()).replaceFirst("\\.xz$", "");
    HostCommand.in(into, List.of("mv", compressed.resolveSibling(name).toString(), into.toString()))
        .run();
  }
}
