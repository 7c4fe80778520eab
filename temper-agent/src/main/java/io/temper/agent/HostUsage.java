package io.temper.agent;

import io.temper.linux.HostReadException;
import io.temper.linux.UsageReader;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageReading;
import io.temper.runtime.usage.UsageLook;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the containers of workloads. One workload that cannot be read hides no others; if none can be,
 * somebody should know.
 *
 * @param reader reads one workload
 */
record HostUsage(UsageReader reader) implements Function<WorkloadSet, UsageLook> {
  /**
   * Looks.
   *
   * @param workloads whose containers to read
   * @return what was read, and which workloads could not be
   * @throws HostReadException if nothing could be read, and one workload should have been
   */
  @Override
  public UsageLook apply(WorkloadSet workloads) {
    Map<ContainerId, UsageReading> readings = new TreeMap<>();
    Set<ContainerId> unread = new TreeSet<>();
    @Nullable HostReadException problem = null;
    for (Workload workload : workloads) {
      var id = workload.id();
      try {
        workload
            .cgroup()
            .ifPresent(group -> readings.putAll(reader.read(id.namespace(), id.name(), group)));
      } catch (HostReadException e) {
        problem = e;
        unread.add(new ContainerId(id.namespace(), id.name(), ""));
      }
    }
    if (problem != null && readings.isEmpty()) {
      throw problem;
    }
    return new UsageLook(readings, unread);
  }
}
