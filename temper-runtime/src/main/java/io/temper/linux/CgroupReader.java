package io.temper.linux;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what the kernel tells about single control groups of a {@link CgroupTree}; each method reads
 * anew. A group that is not, or no longer, there gives nothing, which is no error.
 */
public final class CgroupReader {
  private final CgroupTree tree;

  CgroupReader(CgroupTree tree) {
    this.tree = tree;
  }

  /**
   * Tells whether a group is there.
   *
   * @param group the group
   * @return true if it is
   */
  public boolean isThere(CgroupPath group) {
    return Files.isDirectory(tree.directoryOf(group));
  }

  /**
   * Returns how much the threads of a group were held up.
   *
   * @param group the group; of the root of a host this is what {@link PressureFiles#ofHost} tells
   * @param resource what threads lack
   * @return the pressure; empty if the kernel does not measure it for the group
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public Optional<Pressure> pressure(CgroupPath group, PressureResource resource) {
    return PressureFiles.ofGroup(tree.directoryOf(group), resource);
  }

  /**
   * Returns how much CPU time a group has used.
   *
   * @param group the group; the root of a host counts all of its threads
   * @return the usage; empty if the group is not there
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public Optional<CpuUsage> cpuUsage(CgroupPath group) {
    return CpuStatFile.read(tree.directoryOf(group));
  }

  /**
   * Returns the weight by which a group competes for CPU time with its siblings.
   *
   * @param group the group
   * @return 1 to 10000, 100 by default; 0 for an idle group ({@code cpu.idle}), which competes with
   *     nobody; empty where the cpu controller is not handed down to the group, as at the root
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public OptionalInt cpuWeight(CgroupPath group) {
    return CpuWeightFile.read(tree.directoryOf(group));
  }

  /**
   * Returns the CPU limit of a group itself; those around it may have one, too.
   *
   * @param group the group
   * @return the limit; empty if it has none, or the cpu controller is not handed down to it
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public Optional<CpuLimit> cpuLimit(CgroupPath group) {
    return CpuMaxFiles.limitOf(tree.directoryOf(group), group);
  }

  /**
   * Returns the CPUs that the threads of a group may use by the cpuset controller. Where groups inside
   * of it have CPUs of their own, as the containers of a pod may, these are what its threads have.
   *
   * @param group the group
   * @return the CPUs; empty where the cpuset controller is not handed down to the group
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public Optional<CpuSet> cpuset(CgroupPath group) {
    List<CpuSet> inside =
        tree.children(group).stream().flatMap(child -> cpuset(child).stream()).toList();
    return inside.isEmpty()
        ? CpuFiles.cpuSet(tree.directoryOf(group).resolve("cpuset.cpus.effective"))
        : Optional.of(CpuSet.unionOf(inside));
  }

  /**
   * Counts the threads of a group and of the groups inside of it. Threads and groups that come or go
   * meanwhile may be left out.
   *
   * @param group the group
   * @return the threads that this PID namespace sees; 0 if the group is not there
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public int threads(CgroupPath group) {
    return threadIds(group).size();
  }

  /** Returns the numbers of the threads that {@link #threads} counts. */
  List<Integer> threadIds(CgroupPath group) {
    Path file = tree.directoryOf(group).resolve("cgroup.threads");
    List<Integer> ids = new ArrayList<>();
    KernelFile.readSupported(file).ifPresent(text -> ids.addAll(ProcessFiles.parseIds(file, text)));
    tree.children(group).forEach(child -> ids.addAll(threadIds(child)));
    return ids;
  }
}
