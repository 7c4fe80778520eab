package io.temper.runtime.placement;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the thread profiles at one moment.
 *
 * @param workloads how many workloads have a profile
 * @param threads how many of their threads are in each group, by workload, group and treatment, joined by
 *     slashes as in {@code default/shop/jit/yield}
 * @param assigned how often a thread was put into the layer of its group so far
 * @param failures how often that, or reading a group, failed so far; threads that had ended do not count
 * @param problem the last failure, while the last round had one; null otherwise
 */
public record ThreadPlacement(
    int workloads,
    SortedMap<String, Integer> threads,
    long assigned,
    long failures,
    @Nullable String problem) {
  /** Nothing was placed yet. */
  public static final ThreadPlacement NOTHING = new ThreadPlacement(0, new TreeMap<>(), 0, 0, null);

  /** Copies the map. */
  public ThreadPlacement {
    threads = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Integer>) threads));
  }
}
