package io.temper.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers CPUs into cores, cores into cache domains, and those into NUMA nodes. */
final class TopologyGrouping {
  private TopologyGrouping() {}

  /** Returns the cores of {@code cpus}, which are sorted by number. */
  static List<Core> cores(List<Cpu> cpus) {
    return cpus.stream()
        .filter(cpu -> cpu.siblings().first() == cpu.id())
        .map(cpu -> new Core(cpu.siblings(), cpu.numaNode(), cpu.socket(), cpu.capacity()))
        .toList();
  }

  static List<CacheDomain> caches(List<Cpu> cpus, List<Core> cores) {
    Map<Integer, CpuSet> sharersByCpu = new TreeMap<>();
    cpus.forEach(cpu -> sharersByCpu.put(cpu.id(), cpu.cacheSharers()));
    Map<CacheKey, List<Core>> byCache = new LinkedHashMap<>();
    for (Core core : cores) {
      CpuSet sharers = sharersByCpu.getOrDefault(core.cpus().first(), core.cpus());
      CacheKey key = new CacheKey(sharers, core.numaNode(), core.socket());
      byCache.computeIfAbsent(key, unused -> new ArrayList<>()).add(core);
    }
    List<CacheDomain> domains = new ArrayList<>();
    byCache.forEach((key, members) -> domains.add(domain(domains.size(), key, members)));
    return List.copyOf(domains);
  }

  static List<NumaNode> numaNodes(List<CacheDomain> caches) {
    Map<Integer, List<CacheDomain>> byNode = new TreeMap<>();
    for (CacheDomain cache : caches) {
      byNode.computeIfAbsent(cache.numaNode(), unused -> new ArrayList<>()).add(cache);
    }
    return byNode.entrySet().stream()
        .map(entry -> numaNode(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(NumaNode::id))
        .toList();
  }

  private static CacheDomain domain(int index, CacheKey key, List<Core> members) {
    CpuSet cpus = CpuSet.unionOf(members.stream().map(Core::cpus).toList());
    return new CacheDomain(index, members, cpus, key.numaNode(), key.socket());
  }

  private static NumaNode numaNode(int id, List<CacheDomain> caches) {
    return new NumaNode(
        id, caches, CpuSet.unionOf(caches.stream().map(CacheDomain::cpus).toList()));
  }

  private record CacheKey(CpuSet sharers, int numaNode, int socket) {}
}
