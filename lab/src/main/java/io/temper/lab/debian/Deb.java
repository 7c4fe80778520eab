package io.temper.lab.debian;

import io.temper.lab.host.HostCommand;
import java.nio.file.Path;
import java.util.List;

/** Debian's binary packages as archives of files: unpacked, never installed. */
public final class Deb {
  private Deb() {}

  /**
   * Unpacks packages into one folder. Their maintainer scripts do not run.
   *
   * @param debs the {@code .deb} files; {@code base-files} first, since it brings the links that
   *     others unpack through
   * @param folder the folder
   */
  public static void unpack(List<Path> debs, Path folder) {
    for (Path deb : debs) {
      HostCommand.in(folder, List.of("dpkg-deb", "-x", deb.toString(), folder.toString()))
          .run();
    }
  }

  /**
   * Returns the name of the package in a file.
   *
   * @param deb a file named as apt names it: {@code name_version_architecture.deb}
   * @return the name
   */
  public static String name(Path deb) {
    String file = String.valueOf(deb.getFileName());
    int underscore = file.indexOf('_');
    return underscore < 0 ? file : file.substring(0, underscore);
  }
}
