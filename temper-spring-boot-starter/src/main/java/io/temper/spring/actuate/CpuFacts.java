package io.temper.spring.actuate;

import io.temper.TemperException;
import io.temper.linux.CgroupTree;
import io.temper.linux.CpuLimit;
import io.temper.linux.ThreadTable;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the CPU time of this process.
 *
 * @param availableProcessors how many CPUs the JVM counts with
 * @param cgroup its control group, as its namespace shows it; null where it cannot be told
 * @param cpuLimits the limits of that group and of those around it, of the innermost first
 * @param problem why the group or its limits cannot be told; null if they can
 */
public record CpuFacts(
    int availableProcessors,
    @Nullable String cgroup,
    List<String> cpuLimits,
    @Nullable String problem) {

  static CpuFacts read() {
    int cpus = Runtime.getRuntime().availableProcessors();
    try {
      Optional<CgroupPath> group = ownGroup();
      return new CpuFacts(
          cpus,
          group.map(CgroupPath::toString).orElse(null),
          group.map(CpuFacts::limits).orElse(List.of()),
          null);
    } catch (TemperException e) {
      return new CpuFacts(cpus, null, List.of(), e.getMessage());
    }
  }

  static Optional<CgroupPath> ownGroup() {
    int self = Math.toIntExact(ProcessHandle.current().pid());
    return ThreadTable.open(ThreadTable.DEFAULT_ROOT).cgroupOf(self);
  }

  private static List<String> limits(CgroupPath group) {
    var reader = CgroupTree.open(CgroupTree.DEFAULT_ROOT).reader();
    return group.outwards().stream()
        .flatMap(around -> reader.cpuLimit(around).map(CpuLimit::toString).stream())
        .toList();
  }
}
