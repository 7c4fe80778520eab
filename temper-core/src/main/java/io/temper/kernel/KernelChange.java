package io.temper.kernel;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between the running configuration and the next, whatever their generations. */
public sealed interface KernelChange {

  /**
   * Returns what differs.
   *
   * @param running the configuration in force
   * @param next the configuration to be in force
   * @return the smallest kind of change that leads from one to the other
   */
  static KernelChange between(KernelConfig running, KernelConfig next) {
    if (!next.hasShapeOf(running)) {
      return new Shape();
    }
    return next.members().equals(running.members())
        ? new None()
        : Members.between(running.members(), next.members());
  }

  /** Nothing: there is nothing to write. */
  record None() implements KernelChange {}

  /**
   * Only which control group is in which layer: a few map entries are to be written.
   *
   * @param put layer index by cgroup id, for members that are new or moved
   * @param removed cgroup ids that are members no more
   */
  record Members(NavigableMap<Long, Integer> put, NavigableSet<Long> removed)
      implements KernelChange {
    /** Copies both. */
    public Members {
      put = Collections.unmodifiableNavigableMap(new TreeMap<>(put));
      removed = Collections.unmodifiableNavigableSet(new TreeSet<>(removed));
    }

    private static Members between(
        NavigableMap<Long, Integer> running, NavigableMap<Long, Integer> next) {
      NavigableMap<Long, Integer> put = new TreeMap<>();
      next.forEach((cgroup, layer) -> {
        if (!layer.equals(running.get(cgroup))) {
          put.put(cgroup, layer);
        }
      });
      NavigableSet<Long> removed = new TreeSet<>(running.navigableKeySet());
      removed.removeAll(next.navigableKeySet());
      return new Members(put, removed);
    }
  }

  /** Layers, CPUs or bounds: the whole configuration is to be exchanged. */
  record Shape() implements KernelChange {}
}
