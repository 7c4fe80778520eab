package io.temper.agent.bundle;

import io.temper.agent.json.CgroupsJson;
import io.temper.agent.report.doctor.CgroupsReport;
import io.temper.json.TopologyJson;
import io.temper.linux.CgroupTree;
import io.temper.linux.SysfsTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel tells of a host.
 *
 * @param proc where proc is mounted
 * @param sys where sysfs is mounted
 * @param cgroups where the tree of control groups is mounted
 */
public record KernelParts(Path proc, Path sys, Path cgroups) {
  private static final int MOST_CGROUPS = 1000;

  /** These concern scheduling. All others of the kernel's command line may be anything, secrets too. */
  private static final Set<String> PARAMETERS = Set.of(
      "cgroup_no_v1",
      "cgroup_disable",
      "idle",
      "intel_idle.max_cstate",
      "intel_pstate",
      "isolcpus",
      "irqaffinity",
      "lockdown",
      "maxcpus",
      "mitigations",
      "nohz",
      "nohz_full",
      "nosmt",
      "nr_cpus",
      "numa",
      "numa_balancing",
      "preempt",
      "processor.max_cstate",
      "psi",
      "rcu_nocbs",
      "schedstats",
      "skew_tick",
      "systemd.unified_cgroup_hierarchy",
      "threadirqs",
      "tsc");

  /** Returns those of this host, whose cgroup v2 is mounted at {@code cgroups}. */
  public static KernelParts ofThisHost(Path cgroups) {
    return new KernelParts(Path.of("/proc"), Path.of("/sys"), cgroups);
  }

  /** Returns the parts. */
  public List<BundlePart> parts() {
    return List.of(
        file("kernel/version.txt", "the kernel's version", proc.resolve("version")),
        new BundlePart(
            "kernel/parameters.txt",
            "what the kernel's command line says about scheduling",
            this::parameters),
        new BundlePart("kernel/sched_ext.txt", "the state of sched_ext", this::schedExt),
        file("host/loadavg.txt", "the load", proc.resolve("loadavg")),
        file("host/uptime.txt", "how long the host is up", proc.resolve("uptime")),
        file("host/pressure-cpu.txt", "CPU pressure", proc.resolve("pressure/cpu")),
        file("host/pressure-memory.txt", "memory pressure", proc.resolve("pressure/memory")),
        file("host/pressure-io.txt", "I/O pressure", proc.resolve("pressure/io")),
        file("host/cpu.stat.txt", "CPU time of the host", cgroups.resolve("cpu.stat")),
        new BundlePart(
            "host/topology.json",
            "cores, caches and NUMA nodes",
            () -> TopologyJson.write(SysfsTopology.read(sys).topology())),
        new BundlePart(
            "host/cgroups.json",
            "control groups by name, with limits, weights and CPU time",
            () -> CgroupsJson.of(CgroupsReport.read(CgroupTree.open(cgroups), MOST_CGROUPS))));
  }

  private static BundlePart file(String name, String what, Path file) {
    return new BundlePart(name, what, () -> Files.readString(file));
  }

  private String parameters() throws IOException {
    return Arrays.stream(Files.readString(proc.resolve("cmdline")).strip().split("\\s+", -1))
        .filter(parameter -> PARAMETERS.contains(parameter.split("=", 2)[0]))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String schedExt() throws IOException {
    Path folder = sys.resolve("kernel/sched_ext");
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> folder.relativize(file) + ": " + textOf(file))
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "(cannot be read: " + e + ")";
    }
  }
}
