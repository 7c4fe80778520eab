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
import java.util.function.UnaryOperator;

/**
 * The cores that a layer may take, close ones together. What it takes lies within one cache domain
 * if that is large enough, else within one NUMA node, else anywhere. Same pool, same choice.
 */
final class CorePool {
  private final NodeTopology node;
  private final List<CoreGroup> caches = new ArrayList<>();
  private final List<CoreGroup> numaNodes = new ArrayList<>();
  private final List<Core> machine = new ArrayList<>();

  private CorePool(NodeTopology node, UnaryOperator<Core> share) {
    this.node = node;
    List<NodeCores> nodes = new ArrayList<>();
    for (NumaNode numaNode : node.numaNodes()) {
      List<CoreGroup> groups = groups(numaNode, share);
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
    return new CorePool(
        node, core -> core.cpus().intersects(taken) ? part(core, CpuSet.empty()) : core);
  }

  /** Returns the pool of some CPUs: a core takes part with those of its CPUs that are among them. */
  static CorePool within(NodeTopology node, CpuSet cpus) {
    return new CorePool(node, core -> cpus.containsAll(core.cpus()) ? core : part(core, cpus));
  }

  /** Returns how many CPUs the widest core of a machine has. */
  static int widestCore(NodeTopology node) {
    return node.cores().stream().mapToInt(core -> core.cpus().size()).max().orElseThrow();
  }

  /** Returns this pool without the cores that have a CPU in {@code taken}. */
  CorePool without(CpuSet taken) {
    CpuSet mine = cpus();
    return mine.intersects(taken)
        ? new CorePool(
            node, core -> part(core, core.cpus().intersects(taken) ? CpuSet.empty() : mine))
        : this;
  }

  NodeTopology node() {
    return node;
  }

  int coreCount() {
    return machine.size();
  }

  int cpuCount() {
    return CoreGroup.cpuCount(machine);
  }

  CpuSet cpus() {
    return CoreGroup.cpusOf(machine);
  }

  /** Returns the most CPUs that one cache domain has in this pool. */
  int largestCache() {
    return caches.stream().mapToInt(CoreGroup::cpuCount).max().orElse(0);
  }

  /** Returns the cores of this pool that have one of these CPUs. */
  List<Core> coresWith(CpuSet cpus) {
    return cpus.isEmpty()
        ? List.of()
        : machine.stream().filter(core -> core.cpus().intersects(cpus)).toList();
  }

  /**
   * Returns how many whole cores an amount would take that the pool has not: cores beyond it count as
   * wide as the widest of the machine.
   *
   * @param cpus more than the pool has
   */
  long coresBeyond(long cpus) {
    return coreCount() - Math.floorDiv(cpuCount() - cpus, widestCore(node));
  }

  /**
   * Returns as many CPUs, or all if the pool has fewer: one of each core first, so that no two share
   * a core as long as there is a free one nearby.
   */
  CpuSet spread(long cpus) {
    return oneOfEachCore(closest(cpus), CpuSet.empty(), cpus);
  }

  /** Returns as many CPUs outside of {@code kept}, or all there are: one of each core first. */
  static CpuSet oneOfEachCore(List<Core> cores, CpuSet kept, long cpus) {
    List<int[]> siblings =
        cores.stream().map(core -> core.cpus().stream().toArray()).toList();
    int widest = siblings.stream().mapToInt(ids -> ids.length).max().orElse(0);
    List<Integer> taken = new ArrayList<>();
    for (int thread = 0; thread < widest; thread++) {
      for (int[] ids : siblings) {
        if (thread < ids.length && taken.size() < cpus && !kept.contains(ids[thread])) {
          taken.add(ids[thread]);
        }
      }
    }
    return CpuSet.of(taken.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Returns the cores of the first cache domain that holds so many CPUs. */
  Optional<List<Core>> cacheWith(long cpus) {
    return first(caches, cpus);
  }

  /** Returns the cores of the smallest group that holds so many CPUs. */
  List<Core> closest(long cpus) {
    return cacheWith(cpus).or(() -> first(numaNodes, cpus)).orElse(machine);
  }

  /** Returns all cores, those of the smallest group that holds so many CPUs first. */
  List<Core> closestFirst(long cpus) {
    List<Core> order = new ArrayList<>(closest(cpus));
    CpuSet first = CoreGroup.cpusOf(order);
    machine.stream().filter(core -> !core.cpus().intersects(first)).forEach(order::add);
    return order;
  }

  /** Returns all cores in three steps: those of the same caches, of the same NUMA nodes, the others. */
  List<List<Core>> around(CpuSet cpus) {
    CpuSet sameCaches = CpuSet.unionOf(
        node.caches().stream().map(CacheDomain::cpus).filter(cpus::intersects).toList());
    CpuSet sameNodes = CpuSet.unionOf(
        node.numaNodes().stream().map(NumaNode::cpus).filter(cpus::intersects).toList());
    CpuSet otherCaches = sameNodes.minus(sameCaches);
    return List.of(
        coresWith(sameCaches),
        coresWith(otherCaches),
        machine.stream().filter(core -> !core.cpus().intersects(sameNodes)).toList());
  }

  private static Optional<List<Core>> first(List<CoreGroup> groups, long cpus) {
    Predicate<CoreGroup> holds = group -> group.cpuCount() >= cpus;
    return groups.stream().filter(holds).findFirst().map(CoreGroup::cores);
  }

  private static List<CoreGroup> groups(NumaNode numaNode, UnaryOperator<Core> share) {
    return numaNode.caches().stream()
        .map(cache -> cores(cache, share))
        .filter(cores -> !cores.isEmpty())
        .map(CoreGroup::new)
        .sorted(CoreGroup.BEST_FIRST)
        .toList();
  }

  private static List<Core> cores(CacheDomain cache, UnaryOperator<Core> share) {
    return cache.cores().stream()
        .map(share)
        .filter(core -> !core.cpus().isEmpty())
        .sorted(CoreGroup.CORE_ORDER)
        .toList();
  }

  private static Core part(Core core, CpuSet cpus) {
    return new Core(core.cpus().intersect(cpus), core.numaNode(), core.socket(), core.capacity());
  }

  private record NodeCores(List<CoreGroup> caches, CoreGroup whole) {}
}
