package io.temper.linux;

import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of sysfs that tell about CPUs; each method reads anew. */
final class CpuFiles {
  private static final Pattern NODE = Pattern.compile("node(\\d{1,6})");

  private final Path devices;
  private final Path cpuRoot;

  CpuFiles(Path sysRoot) {
    devices = sysRoot.resolve("devices");
    cpuRoot = devices.resolve("system/cpu");
  }

  CpuSet online() {
    Path file = cpuRoot.resolve("online");
    CpuSet online = cpuSet(file).orElse(CpuSet.empty());
    if (online.isEmpty()) {
      throw new HostReadException(
          file, "it names no CPU", "check that sysfs is mounted and this is Linux", null);
    }
    return online;
  }

  /** The CPUs that are there but switched off; those that could only be plugged in do not count. */
  CpuSet offline(CpuSet online) {
    return cpuSet(cpuRoot.resolve("present"))
        .or(() -> cpuSet(cpuRoot.resolve("offline")))
        .orElse(CpuSet.empty())
        .minus(online);
  }

  /** The CPUs of the same core; older kernels know only the second name. */
  Optional<CpuSet> siblings(int cpu) {
    return cpuSet(topology(cpu, "core_cpus_list"))
        .or(() -> cpuSet(topology(cpu, "thread_siblings_list")));
  }

  OptionalInt socket(int cpu) {
    return number(topology(cpu, "physical_package_id"));
  }

  OptionalInt die(int cpu) {
    return number(topology(cpu, "die_id"));
  }

  /** The CPU's speed beside the fastest, where the architecture has CPUs of several speeds. */
  OptionalInt capacity(int cpu) {
    return number(cpuRoot.resolve("cpu" + cpu + "/cpu_capacity"));
  }

  OptionalInt maxKilohertz(int cpu) {
    return number(cpuRoot.resolve("cpu" + cpu + "/cpufreq/cpuinfo_max_freq"));
  }

  /** The efficient cores of a hybrid x86 machine; empty on all others. */
  CpuSet efficientCpus() {
    return cpuSet(devices.resolve("cpu_atom/cpus")).orElse(CpuSet.empty());
  }

  /** The CPUs that share the CPU's highest-level cache that holds data. */
  Optional<CpuSet> lastLevelSharers(int cpu) {
    int highest = 0;
    Optional<CpuSet> sharers = Optional.empty();
    for (Path index : children(cpuRoot.resolve("cpu" + cpu + "/cache"), "index")) {
      int level = number(index.resolve("level")).orElse(0);
      boolean instructions =
          KernelFile.read(index.resolve("type")).filter("Instruction"::equals).isPresent();
      Optional<CpuSet> shared = cpuSet(index.resolve("shared_cpu_list"));
      if (level > highest && !instructions && shared.isPresent()) {
        highest = level;
        sharers = shared;
      }
    }
    return sharers;
  }

  /** The CPUs of each NUMA node by its number; empty on a kernel without NUMA. */
  SortedMap<Integer, CpuSet> numaNodes() {
    SortedMap<Integer, CpuSet> nodes = new TreeMap<>();
    for (Path directory : children(devices.resolve("system/node"), "node")) {
      Matcher name = NODE.matcher(directory.getFileName().toString());
      if (name.matches()) {
        cpuSet(directory.resolve("cpulist"))
            .ifPresent(cpus -> nodes.put(Integer.valueOf(name.group(1)), cpus));
      }
    }
    return nodes;
  }

  private Path topology(int cpu, String name) {
    return cpuRoot.resolve("cpu" + cpu + "/topology/" + name);
  }

  private static List<Path> children(Path directory, String prefix) {
    return KernelDirectory.subdirectories(directory).stream()
        .filter(child -> child.getFileName().toString().startsWith(prefix))
        .toList();
  }

  /** Reads a file with a list of CPUs; empty if it is not there. */
  static Optional<CpuSet> cpuSet(Path file) {
    return KernelFile.read(file).map(text -> parseCpuSet(file, text));
  }

  private static OptionalInt number(Path file) {
    return KernelFile.read(file).map(text -> parseNumber(file, text)).orElse(OptionalInt.empty());
  }

  static CpuSet parseCpuSet(Path file, String text) {
    try {
      return CpuSet.parse(text);
    } catch (IllegalArgumentException e) {
      throw KernelFile.unexpected(file, text, "a list of CPUs", e);
    }
  }

  /** The kernel writes -1 for what it does not know. */
  static OptionalInt parseNumber(Path file, String text) {
    try {
      int number = Integer.parseInt(text);
      return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    } catch (NumberFormatException e) {
      throw KernelFile.unexpected(file, text, "a number", e);
    }
  }
}
