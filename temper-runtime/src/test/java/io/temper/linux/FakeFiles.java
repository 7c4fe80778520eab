package io.temper.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a made-up kernel below a root. */
final class FakeFiles {
  private final Path root;

  FakeFiles(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Writes a file and the directories above it; a newline ends it, as the kernel does. */
  FakeFiles write(String path, Object content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeFiles directory(String path) {
    try {
      Files.createDirectories(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeFiles delete(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes which CPUs are there and which of them are on. */
  FakeFiles cpus(String present, String online) {
    return write("devices/system/cpu/present", present).write("devices/system/cpu/online", online);
  }

  /** Writes one CPU with its core, cache and package. */
  FakeFiles cpu(int id, String siblings, String lastLevel, int socket) {
    String cpu = "devices/system/cpu/cpu" + id;
    return write(cpu + "/topology/core_cpus_list", siblings)
        .write(cpu + "/topology/physical_package_id", socket)
        .write(cpu + "/topology/die_id", 0)
        .cache(id, 0, 1, "Data", siblings)
        .cache(id, 1, 1, "Instruction", siblings)
        .cache(id, 2, 2, "Unified", siblings)
        .cache(id, 3, 3, "Unified", lastLevel);
  }

  FakeFiles cache(int cpu, int index, int level, String type, String shared) {
    String cache = "devices/system/cpu/cpu" + cpu + "/cache/index" + index;
    return write(cache + "/level", level)
        .write(cache + "/type", type)
        .write(cache + "/shared_cpu_list", shared);
  }

  FakeFiles numaNode(int id, String cpus) {
    return write("devices/system/node/node" + id + "/cpulist", cpus);
  }
}
