package io.temper.agent.units;

import io.temper.linux.CgroupTree;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host of systemd as files: its control groups, and the files of its units. */
final class FakeHost {
  private final Path root;

  FakeHost(Path root) {
    this.root = root;
    write("sys/fs/cgroup/cgroup.controllers", "cpu\n");
    group("/init.scope", null);
    group("/system.slice", 100);
  }

  CgroupTree tree() {
    return CgroupTree.open(root.resolve("sys/fs/cgroup"));
  }

  Path root() {
    return root;
  }

  SystemdUnits units() {
    return units(null);
  }

  SystemdUnits units(@Nullable String agent, String... system) {
    var alone = new LeftAlone(
        agent == null ? null : new CgroupPath(agent),
        () -> List.of(system).stream().map(CgroupPath::new).toList());
    return new SystemdUnits(tree(), root, folder -> {}, alone);
  }

  /** Makes a group; without a weight the cpu controller is not handed down to it. */
  FakeHost group(String path, @Nullable Integer weight) {
    try {
      Files.createDirectories(directoryOf(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (weight != null) {
      write("sys/fs/cgroup" + path + "/cpu.weight", weight + "\n");
    }
    return this;
  }

  void remove(String path) {
    try (var files = Files.walk(directoryOf(path))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, with a line for each text. */
  FakeHost write(String path, String... lines) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directoryOf(String path) {
    return root.resolve("sys/fs/cgroup" + path);
  }
}
