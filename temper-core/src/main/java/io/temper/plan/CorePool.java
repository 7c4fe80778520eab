package io.temper.plan;

import io.temper.node.CacheDomain;
import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.node.NumaNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The cores that a layer may take, close ones together. What it takes lies within one cache domain
 * if that is large enough, else within one NUMA node, else anywhere. Same pool, same choice.
 */
final class CorePool {
  private final NodeTopology node;
  private final List<CoreGroup> caches = new ArrayList<>();
  private final List<CoreGroup> numaNodes = new ArrayList<>();
  private final List<Core> machine = new ArrayList<>();

  private CorePool(NodeTopology node, Predicate<Core> member) {
    this.node = node;
    List<NodeCores> nodes = new ArrayList<>();
    for (NumaNode numaNode : node.numaNodes()) {
      List<CoreGroup> groups = groups(numaNode, member);
      if (!groups.isEmpty()) {
        nodes.add(new NodeCores(groups, CoreGroup.join(groups)));
      }
    }
    nodes.sort(Comparator.comparing(NodeCores::whole, CoreGroup.BEST_FIRST));
    for (NodeCores cores : nodes) {
      caches.addAll(cores.caches());
      numaNodes.add(cores.whole());
      machine.addAll(cores.whole().cores());
    }
  }

  /** Returns the pool of all cores but those that have a CPU in {@code taken}. */
  static CorePool of(NodeTopology node, CpuSet taken) {
    return new CorePool(node, core -> !core.cpus().intersects(taken));
  }

  int coreCount() {
    return machine.size();
  }

  int cpuCount() {
    return machine.stream().mapToInt(core -> core.cpus().size()).sum();
  }

  CpuSet cpus() {
    return CpuSet.unionOf(machine.stream().map(Core::cpus).toList());
  }

  /**
   * Returns how many whole cores an amount takes. Beyond what the pool has, further cores count as
   * wide as the widest of the machine.
   */
  long coresFor(long cpus) {
    if (cpus <= cpuCount()) {
      return wholeCores(cpus).size();
    }
    int widest =
        node.cores().stream().mapToInt(core -> core.cpus().size()).max().orElseThrow();
    return coreCount() - Math.floorDiv(cpuCount() - cpus, widest);
  }

  /** Returns whole cores with at least as many CPUs, or all if the pool has fewer. */
  List<Core> wholeCores(long cpus) {
    List<Core> taken = new ArrayList<>();
    long missing = cpus;
    for (Core core : closest(cpus)) {
      if (missing <= 0) {
        break;
      }
      taken.add(core);
      missing -= core.cpus().size();
    }
    return taken;
  }

  /**
   * Returns as many CPUs, or all if the pool has fewer: one of each core first, so that no two share
   * a core as long as there is a free one nearby.
   */
  CpuSet spread(long cpus) {
    List<int[]> siblings =
        closest(cpus).stream().map(core -> core.cpus().stream().toArray()).toList();
    int widest = siblings.stream().mapToInt(ids -> ids.length).max().orElse(0);
    List<Integer> taken = new ArrayList<>();
    for (int thread = 0; thread < widest; thread++) {
      for (int[] ids : siblings) {
        if (thread < ids.length && taken.size() < cpus) {
          taken.add(ids[thread]);
        }
      }
    }
    return CpuSet.of(taken.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Returns the cores of the smallest group that holds so many CPUs. */
  private List<Core> closest(long cpus) {
    Predicate<CoreGroup> holds = group -> group.cpuCount() >= cpus;
    Optional<CoreGroup> cache = caches.stream().filter(holds).findFirst();
    return cache
        .or(() -> numaNodes.stream().filter(holds).findFirst())
        .map(CoreGroup::cores)
        .orElse(machine);
  }

  private static List<CoreGroup> groups(NumaNode numaNode, Predicate<Core> member) {
    return numaNode.caches().stream()
        .map(cache -> cores(cache, member))
        .filter(cores -> !cores.isEmpty())
        .map(CoreGroup::new)
        .sorted(CoreGroup.BEST_FIRST)
        .toList();
  }

  private static List<Core> cores(CacheDomain cache, Predicate<Core> member) {
    return cache.cores().stream().filter(member).sorted(CoreGroup.CORE_ORDER).toList();
  }

  private record NodeCores(List<CoreGroup> caches, CoreGroup whole) {}
}
