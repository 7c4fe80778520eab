package io.temper.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder with the agent's files, and a tree with as many control groups as the agent shall plan for. */
final class FakeHost implements AutoCloseable {
  private static final String PARENT = "temper-footprint";

  private final Path folder;
  private final Path cgroups;
  private final List<Path> made = new ArrayList<>();

  /**
   * Makes it.
   *
   * @param tree the mount point of cgroup2; null for a folder that looks like it, whose counters stand still
   */
  FakeHost(@Nullable Path tree, int groups) throws IOException {
    this.folder = Files.createTempDirectory("temper-footprint");
    this.cgroups = tree == null ? folder.resolve("cgroup") : tree;
    if (tree == null) {
      Files.createDirectories(cgroups);
      Files.writeString(cgroups.resolve("cgroup.controllers"), "cpu\n");
      Files.writeString(
          cgroups.resolve("cgroup.stat"),
          "nr_descendants " + groups + "\nnr_dying_descendants 0\n");
    }
    make(cgroups.resolve(PARENT));
    for (int i = 0; i < groups; i++) {
      make(cgroups.resolve(PARENT).resolve("group-" + i));
    }
    Files.writeString(folder.resolve("workloads.toml"), """
        apiVersion = "temper.io/v1"
        kind = "Workloads"
        [[workload]]
        name = "group"
        cgroup = "/%s/*"
        tier = "normal"
        request = "10m"
        """.formatted(PARENT));
    Files.writeString(folder.resolve("temper.toml"), """
        source = "file:%1$s/workloads.toml"
        mode = "observe"
        [safe_mode]
        file = "%1$s/safe-mode"
        [control]
        socket = "%1$s/control.sock"
        [state]
        directory = "%1$s/lib"
        """.formatted(folder));
  }

  private void make(Path directory) throws IOException {
    Files.createDirectory(directory);
    made.add(directory);
  }

  Path folder() {
    return folder;
  }

  /** Returns the options by which an agent finds it. */
  String javaOptions() {
    return "-Dtemper.cgroup.root=" + cgroups;
  }

  String config() {
    return folder.resolve("temper.toml").toString();
  }

  @Override
  public void close() throws IOException {
    Collections.reverse(made);
    for (Path directory : made) {
      Files.delete(directory);
    }
  }
}
