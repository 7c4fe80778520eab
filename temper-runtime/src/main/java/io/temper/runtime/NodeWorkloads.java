package io.temper.runtime;

import io.temper.plan.NodeConstraints;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadSet;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What runs on the node, together with the control groups that were there at that moment.
 *
 * @param workloads all that runs
 * @param cgroups ids (inode numbers) by path, of the groups that are there; a group that was removed and
 *     made again has another id
 * @param constraints what others than Temper had settled about the CPUs at that moment
 */
public record NodeWorkloads(
    WorkloadSet workloads, NavigableMap<CgroupPath, Long> cgroups, NodeConstraints constraints) {
  /** Copies the map. */
  public NodeWorkloads {
    cgroups = Collections.unmodifiableNavigableMap(new TreeMap<>(cgroups));
  }

  /**
   * Makes the workloads of a node where nobody else has a say about CPUs.
   *
   * @param workloads all that runs
   * @param cgroups ids (inode numbers) by path, of the groups that are there
   */
  public NodeWorkloads(WorkloadSet workloads, NavigableMap<CgroupPath, Long> cgroups) {
    this(workloads, cgroups, NodeConstraints.NONE);
  }

  /**
   * Returns the kernel's number of a group.
   *
   * @param path the group
   * @return the number; empty if it was not there, or nothing that runs names it
   */
  public OptionalLong idOf(CgroupPath path) {
    Long id = cgroups.get(path);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }
}
