package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import java.util.Comparator;
import java.util.List;

/** Some cores that are close to each other, in the order that a layer takes them. Never empty. */
record CoreGroup(List<Core> cores) {
  /** The fastest first, then the one with most CPUs, so that a growing layer stays where it is. */
  static final Comparator<CoreGroup> BEST_FIRST = Comparator.comparingInt(CoreGroup::fastest)
      .thenComparingInt(CoreGroup::cpuCount)
      .reversed()
      .thenComparingInt(CoreGroup::lowestCpu);

  /** The fastest first, and of those the ones whose threads have no busy siblings. */
  static final Comparator<Core> CORE_ORDER = Comparator.comparingInt(Core::capacity)
      .reversed()
      .thenComparingInt(core -> core.cpus().size())
      .thenComparingInt(core -> core.cpus().first());

  /** Returns the cores of several groups, group by group. */
  static CoreGroup join(List<CoreGroup> groups) {
    return new CoreGroup(groups.stream().flatMap(group -> group.cores.stream()).toList());
  }

  /** Returns how many CPUs some cores have together. */
  static int cpuCount(List<Core> cores) {
    int count = 0;
    for (Core core : cores) {
      count += core.cpus().size();
    }
    return count;
  }

  /** Returns the CPUs of some cores. */
  static CpuSet cpusOf(List<Core> cores) {
    return CpuSet.unionOf(cores.stream().map(Core::cpus).toList());
  }

  int cpuCount() {
    return cpuCount(cores);
  }

  private int fastest() {
    int fastest = 0;
    for (Core core : cores) {
      fastest = Math.max(fastest, core.capacity());
    }
    return fastest;
  }

  private int lowestCpu() {
    int lowest = Integer.MAX_VALUE;
    for (Core core : cores) {
      lowest = Math.min(lowest, core.cpus().first());
    }
    return lowest;
  }
}
