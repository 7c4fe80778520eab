package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the CPUs of a layer from a pool. What the layer has it keeps, as far as the pool still has
 * it; what it needs beyond comes from the same cache domain if that has some, then from the same NUMA
 * node, then from anywhere, and there first what no lower layer has. What it has too much it gives
 * back, the most distant first.
 *
 * <p>A layer that had nothing gets the choice of the pool.
 */
final class CpuChoice {
  private final NodeTopology node;
  private final HeldCpus held;

  CpuChoice(NodeTopology node, HeldCpus held) {
    this.node = node;
    this.held = held;
  }

  /** Returns whole cores with at least the CPUs that are needed, or all if the pool has fewer. */
  List<Core> wholeCores(LayerRole role, CorePool pool, CpuDemand demand) {
    List<Core> kept = pool.coresWith(held.of(role));
    long have = CoreGroup.cpuCount(kept);
    return have < demand.needed()
        ? grown(kept, demand.needed() - have, role, pool)
        : shrunk(kept, have, demand.atMost());
  }

  /** Returns as many CPUs as are needed, or all if the pool has fewer, one of each core first. */
  CpuSet spread(LayerRole role, CorePool pool, CpuDemand demand) {
    CpuSet kept = held.of(role).intersect(pool.cpus());
    if (kept.size() > demand.atMost()) {
      return CorePool.within(node, kept).spread(demand.atMost());
    }
    int missing = (int) Math.min(Integer.MAX_VALUE, demand.needed() - kept.size());
    return missing <= 0 ? kept : spreadFurther(kept, missing, role, pool);
  }

  private List<Core> grown(List<Core> kept, long missing, LayerRole role, CorePool pool) {
    CpuSet keptCpus = CoreGroup.cpusOf(kept);
    List<Core> taken = new ArrayList<>(kept);
    long left = missing;
    for (List<Core> step : nearest(keptCpus, missing, role, pool)) {
      for (Core core : step) {
        if (left > 0 && !core.cpus().intersects(keptCpus)) {
          taken.add(core);
          left -= core.cpus().size();
        }
      }
    }
    return taken;
  }

  /**
   * Gives back single cores only while a core of any width would still be too much, so that cores of
   * several widths are not exchanged for each other.
   */
  private List<Core> shrunk(List<Core> kept, long have, long atMost) {
    int widest = CorePool.widestCore(node);
    if (have - atMost < widest) {
      return kept;
    }
    List<Core> closestFirst = CorePool.within(node, CoreGroup.cpusOf(kept)).closestFirst(atMost);
    int count = closestFirst.size();
    long left = have;
    while (left - atMost >= widest) {
      count--;
      left -= closestFirst.get(count).cpus().size();
    }
    return closestFirst.subList(0, count);
  }

  private CpuSet spreadFurther(CpuSet kept, int missing, LayerRole role, CorePool pool) {
    CpuSet all = kept;
    for (List<Core> step : nearest(kept, missing, role, pool)) {
      int left = missing - (all.size() - kept.size());
      all = all.union(CorePool.oneOfEachCore(step, all, left));
    }
    return all;
  }

  /** Returns the cores of the pool in steps of falling closeness. */
  private List<List<Core>> nearest(CpuSet kept, long missing, LayerRole role, CorePool pool) {
    List<List<Core>> steps =
        kept.isEmpty() ? List.of(start(missing, role, pool)) : pool.around(kept);
    if (!pool.cpus().intersects(held.below(role))) {
      return steps;
    }
    Comparator<Core> unclaimedFirst = Comparator.comparingInt(Core::capacity)
        .reversed()
        .thenComparingInt(core -> held.claim(role, core));
    return steps.stream()
        .map(step -> step.stream().sorted(unclaimedFirst).toList())
        .toList();
  }

  /**
   * Where a layer begins: where nobody has to leave, if one cache domain offers that on cores that
   * are as fast as those the layer would get otherwise.
   */
  private List<Core> start(long cpus, LayerRole role, CorePool pool) {
    List<Core> best = pool.closest(cpus);
    return pool.without(held.below(role))
        .cacheWith(cpus)
        .filter(free -> fastest(free) >= fastest(best))
        .orElse(best);
  }

  private static int fastest(List<Core> cores) {
    return cores.stream().mapToInt(Core::capacity).max().orElse(0);
  }
}
