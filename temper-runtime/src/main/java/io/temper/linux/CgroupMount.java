package io.temper.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the kernel has mounted cgroup v2, for who looked for it elsewhere: beside the trees of cgroup v1 it
 * has a place of its own.
 */
final class CgroupMount {
  /** The mounts that this process sees. */
  static final Path DEFAULT_TABLE = Path.of("/proc/self/mounts");

  private static final String SETTING = "TEMPER_JAVA_OPTS=-Dtemper.cgroup.root=";

  private CgroupMount() {}

  /** Says what to do where the tree was looked for in vain. */
  static String remedy(Path table) {
    return find(table)
        .map(place -> "cgroup2 is mounted at " + place + ": name that place (of the command line: "
            + SETTING + place + ")")
        .orElse(
            "boot with systemd.unified_cgroup_hierarchy=1, or mount cgroup2 and name the place (of"
                + " the command line: " + SETTING + "PLACE)");
  }

  /** The first one, which is the oldest; empty without any, or if the kernel does not tell. */
  static Optional<String> find(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.split(" ", 4))
          .filter(mount -> mount.length > 2 && mount[2].equals("cgroup2"))
          .map(mount -> mount[1])
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
