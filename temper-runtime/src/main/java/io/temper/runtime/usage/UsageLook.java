package io.temper.runtime.usage;

import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageReading;
import java.util.Map;
import java.util.Set;

/**
 * What a look at the containers of workloads found. A container that is neither read nor of a workload that
 * could not be read is gone.
 *
 * @param readings what was read
 * @param unread the workloads, each without a container, of which something could not be read: whether their
 *     other containers are there is not known
 */
public record UsageLook(Map<ContainerId, UsageReading> readings, Set<ContainerId> unread) {
  /** Copies map and set. */
  public UsageLook {
    readings = Map.copyOf(readings);
    unread = Set.copyOf(unread);
  }

  /**
   * Returns a look at which everything could be read.
   *
   * @param readings what was read
   * @return the look
   */
  public static UsageLook of(Map<ContainerId, UsageReading> readings) {
    return new UsageLook(readings, Set.of());
  }

  /** Tells whether a container was looked for and not found. */
  boolean isGone(ContainerId id) {
    return !readings.containsKey(id) && !isUnread(id);
  }

  /** Tells whether something of a container's workload could not be read. */
  boolean isUnread(ContainerId id) {
    return unread.contains(new ContainerId(id.namespace(), id.workload(), ""));
  }
}
