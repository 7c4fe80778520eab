package io.temper.lint.fact;

import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What control groups used in a window.
 *
 * @param groups each group once: those of workloads, and those right inside of them that have a limit
 * @param window the time between the two readings; positive
 */
public record GroupUsages(List<GroupUsage> groups, Duration window) {
  /** Copies the list. */
  public GroupUsages {
    groups = List.copyOf(groups);
  }

  /**
   * Returns what one group used.
   *
   * @param cgroup the group
   * @return its usage; empty if it was not read
   */
  public Optional<GroupUsage> of(CgroupPath cgroup) {
    return groups.stream().filter(group -> group.cgroup().equals(cgroup)).findFirst();
  }
}
