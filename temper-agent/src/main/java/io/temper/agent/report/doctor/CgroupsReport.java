package io.temper.agent.report.doctor;

import io.temper.linux.CgroupReader;
import io.temper.linux.CgroupTree;
import io.temper.linux.CpuLimit;
import io.temper.linux.CpuUsage;
import io.temper.workload.CgroupPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The control groups of a host, those near the root first.
 *
 * @param groups what is known of each
 * @param isComplete whether these are all
 */
public record CgroupsReport(List<Group> groups, boolean isComplete) {
  /** Copies the list. */
  public CgroupsReport {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param path its path
   * @param weight its {@code cpu.weight}; empty without the cpu controller
   * @param limit its own {@code cpu.max}; empty for none
   * @param usage the CPU time that it used; empty if it is gone
   */
  public record Group(
      CgroupPath path, OptionalInt weight, Optional<CpuLimit> limit, Optional<CpuUsage> usage) {}

  /**
   * Reads the groups of a host.
   *
   * @param tree where
   * @param most how many are read at most
   * @throws io.temper.linux.HostReadException if the kernel refuses to tell
   */
  public static CgroupsReport read(CgroupTree tree, int most) {
    List<Group> groups = new ArrayList<>();
    Deque<CgroupPath> waiting = new ArrayDeque<>(List.of(new CgroupPath("/")));
    while (!waiting.isEmpty() && groups.size() < most) {
      CgroupPath next = waiting.remove();
      groups.add(group(tree.reader(), next));
      waiting.addAll(tree.children(next));
    }
    return new CgroupsReport(groups, waiting.isEmpty());
  }

  private static Group group(CgroupReader reader, CgroupPath path) {
    return new Group(path, reader.cpuWeight(path), reader.cpuLimit(path), reader.cpuUsage(path));
  }
}
