package io.temper.runtime;

import io.temper.plan.NodeConstraints;
import io.temper.spi.CgroupResolver;
import io.temper.spi.WorkloadSource;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks a source what runs, the kernel for the ids of its control groups, and who else has a say about
 * CPUs, in one go.
 *
 * @param source knows the workloads
 * @param cgroups finds control groups
 * @param systemCgroups gives further groups that the plan will name
 * @param constraints tells what others have settled about the CPUs that these workloads run on
 */
public record WorkloadReader(
    WorkloadSource source,
    CgroupResolver cgroups,
    Supplier<List<CgroupPath>> systemCgroups,
    Function<WorkloadSet, NodeConstraints> constraints)
    implements Supplier<NodeWorkloads> {

  /**
   * Reads all of it.
   *
   * @return all of it
   * @throws io.temper.TemperException if a part could not be read
   */
  @Override
  public NodeWorkloads get() {
    WorkloadSet workloads = source.workloads();
    List<CgroupPath> paths = new ArrayList<>(systemCgroups.get());
    workloads.forEach(workload -> workload.cgroup().ifPresent(paths::add));
    NavigableMap<CgroupPath, Long> ids = new TreeMap<>();
    for (CgroupPath path : paths) {
      cgroups.apply(path).ifPresent(id -> ids.put(path, id));
    }
    return new NodeWorkloads(workloads, ids, constraints.apply(workloads));
  }
}
