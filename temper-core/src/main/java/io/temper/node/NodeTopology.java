package io.temper.node;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs of one machine and how they belong together: logical CPU, core, cache domain, NUMA node,
 * socket. CPU numbers may have gaps, and CPUs may be offline. Immutable; what contradicts itself is
 * refused when it is made.
 */
public final class NodeTopology {
  private final List<Cpu> cpus;
  private final CpuSet online;
  private final CpuSet offline;
  private final List<Core> cores;
  private final List<CacheDomain> caches;
  private final List<NumaNode> numaNodes;

  private NodeTopology(List<Cpu> cpus, CpuSet offline) {
    this.cpus = cpus;
    this.offline = offline;
    online = CpuSet.of(cpus.stream().mapToInt(Cpu::id).toArray());
    cores = TopologyGrouping.cores(cpus);
    caches = TopologyGrouping.caches(cpus, cores);
    numaNodes = TopologyGrouping.numaNodes(caches);
  }

  /**
   * Puts a machine together from its CPUs.
   *
   * @param online the online CPUs, in any order; at least one
   * @param offline the CPUs that exist but are switched off
   * @return the topology
   * @throws IllegalArgumentException if the descriptions contradict each other; the message names
   *     the CPUs
   */
  public static NodeTopology of(Collection<Cpu> online, CpuSet offline) {
    return new NodeTopology(TopologyCheck.sorted(online, offline), offline);
  }

  /**
   * Returns a regular machine from its short form, such as {@code 4c8t}: see {@link TopologyShape}.
   *
   * @param shape the short form
   * @return the topology
   * @throws IllegalArgumentException if the text is not a short form or its numbers do not divide
   */
  public static NodeTopology parse(String shape) {
    return TopologyShape.parse(shape).toTopology();
  }

  /**
   * Returns the online CPUs, by number.
   *
   * @return an immutable list, never empty
   */
  public List<Cpu> cpus() {
    return cpus;
  }

  /**
   * Returns the numbers of the online CPUs.
   *
   * @return a set, never empty
   */
  public CpuSet online() {
    return online;
  }

  /**
   * Returns the numbers of the CPUs that exist but are switched off.
   *
   * @return a set, disjoint from {@link #online()}
   */
  public CpuSet offline() {
    return offline;
  }

  /**
   * Returns the physical cores with at least one online CPU, by lowest CPU number.
   *
   * @return an immutable list, never empty
   */
  public List<Core> cores() {
    return cores;
  }

  /**
   * Returns the cache domains, by lowest CPU number.
   *
   * @return an immutable list, never empty
   */
  public List<CacheDomain> caches() {
    return caches;
  }

  /**
   * Returns the NUMA nodes that have an online CPU, by number.
   *
   * @return an immutable list, never empty
   */
  public List<NumaNode> numaNodes() {
    return numaNodes;
  }

  /**
   * Returns the number of physical packages that have an online CPU.
   *
   * @return at least 1
   */
  public int socketCount() {
    return (int) cpus.stream().mapToInt(Cpu::socket).distinct().count();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeTopology that
        && cpus.equals(that.cpus)
        && offline.equals(that.offline);
  }

  @Override
  public int hashCode() {
    return 31 * cpus.hashCode() + offline.hashCode();
  }

  /** Returns the counts in one line, for messages. */
  @Override
  public String toString() {
    String counts =
        socketCount() + " sockets, " + numaNodes.size() + " NUMA nodes, " + caches.size()
            + " LLCs, " + cores.size() + " cores, " + cpus.size() + " CPUs (" + online + ")";
    return offline.isEmpty() ? counts : counts + ", offline " + offline;
  }
}
