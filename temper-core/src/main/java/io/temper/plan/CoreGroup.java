package io.temper.plan;

import io.temper.node.Core;
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

  int cpuCount() {
    return cores.stream().mapToInt(core -> core.cpus().size()).sum();
  }

  private int fastest() {
    return cores.stream().mapToInt(Core::capacity).max().orElseThrow();
  }

  private int lowestCpu() {
    return cores.stream().mapToInt(core -> core.cpus().first()).min().orElseThrow();
  }
}
