package io.temper.linux;

import io.temper.workload.CgroupPath;

/**
 * The CPU limit of a control group, as its {@code cpu.max} tells it: together its threads may run
 * for the quota in each period.
 *
 * @param cgroup the group
 * @param quotaMicros CPU time in microseconds; never negative
 * @param periodMicros wall time in microseconds; at least 1
 */
public record CpuLimit(CgroupPath cgroup, long quotaMicros, long periodMicros) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public CpuLimit {
    if (quotaMicros < 0 || periodMicros < 1) {
      throw new IllegalArgumentException("a CPU limit has a quota of 0 or more and a period of 1 or"
          + " more microseconds: " + quotaMicros + "/" + periodMicros);
    }
  }

  /** Returns the group, its quota and its period: {@code /kubepods/pod1 (200000/100000 us)}. */
  @Override
  public String toString() {
    return cgroup + " (" + quotaMicros + "/" + periodMicros + " us)";
  }
}
