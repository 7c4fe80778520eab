package io.temper.plan;

import io.temper.node.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * CPUs that somebody else than Temper has given to one holder alone: a fence on them would lock out
 * its own members, or the holder.
 *
 * @param manager who gave them, for messages: {@code kubelet CPU manager}; not blank
 * @param holderUid the uid of the workload that holds them; null if it is not a workload or not known
 * @param cpus the CPUs
 */
public record ExclusiveCpus(String manager, @Nullable String holderUid, CpuSet cpus) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the manager has none
   */
  public ExclusiveCpus {
    if (manager.isBlank()) {
      throw new IllegalArgumentException("exclusive CPUs need the name of who gave them");
    }
  }
}
