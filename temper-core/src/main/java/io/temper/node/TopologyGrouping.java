package io.temper.node;

import java.util.ArrayList;
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
    Map<List<Integer>, List<Core>> byCache = new LinkedHashMap<>();
    for (Core core : cores) {
      CpuSet sharers = sharersByCpu.getOrDefault(core.cpus().first(), core.cpus());
      // Caches have no CPU in common, so one CPU names them.
      List<Integer> key = List.of(sharers.first(), core.numaNode(), core.socket());
      byCache.computeIfAbsent(key, unused -> new ArrayList<>()).add(core);
    }
    List<CacheDomain> domains = new ArrayList<>();
    byCache.values().forEach(members -> domains.add(domain(domains.size(), members)));
    return List.copyOf(domains);
  }

  static List<NumaNode> numaNodes(List<CacheDomain> caches) {
    Map<Integer, List<CacheDomain>> byNode = new TreeMap<>();
    for (CacheDomain cache : caches) {
      byNode.computeIfAbsent(cache.numaNode(), unused -> new ArrayList<>()).add(cache);
    }
    return byNode.entrySet().stream()
        .map(entry -> numaNode(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static CacheDomain domain(int index, List<Core> members) {
    CpuSet cpus = CpuSet.unionOf(members.stream().map(Core::cpus).toList());
    Core any = members.get(0);
    return new CacheDomain(index, members, cpus, any.numaNode(), any.socket());
  }

  private static NumaNode numaNode(int id, List<CacheDomain> caches) {
    return new NumaNode(
        id, caches, CpuSet.unionOf(caches.stream().map(CacheDomain::cpus).toList()));
  }
}
