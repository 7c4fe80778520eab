package io.temper.bpf.internal.codec;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from the fences of a configuration, computed here so that the kernel only looks it up.
 *
 * @param layers all layers
 * @param domains the CPUs of each last-level cache
 * @param fenced the CPUs that confined layers own
 * @param present all CPUs
 */
record FenceLayout(List<KernelLayer> layers, List<CpuSet> domains, CpuSet fenced, CpuSet present) {

  static FenceLayout of(KernelConfig config) {
    var domains = new ArrayList<CpuSet>();
    for (int domain = 0; domain < config.domains(); domain++) {
      int number = domain;
      domains.add(CpuSet.of(config.cpus().stream()
          .filter(cpu -> cpu.domain() == number)
          .mapToInt(KernelCpu::id)
          .toArray()));
    }
    return new FenceLayout(
        config.layers(),
        List.copyOf(domains),
        CpuSet.unionOf(config.layers().stream().map(KernelLayer::fencedCpus).toList()),
        CpuSet.unionOf(domains));
  }

  CpuSet cpusOf(int domain) {
    return domains.get(domain);
  }

  /** Returns what protected layers of higher ranks prefer, less fences and what it prefers itself. */
  CpuSet avoidedBy(KernelLayer layer) {
    if (isConfined(layer)) {
      return CpuSet.empty();
    }
    var kept = layers.stream()
        .filter(other -> other.isProtected() && other.rank() > layer.rank())
        .map(KernelLayer::preferred)
        .toList();
    return CpuSet.unionOf(kept).minus(fenced).minus(layer.preferred());
  }

  /** Returns a bit per confined layer that owns a CPU of the domain. */
  long ownersIn(int domain) {
    return layers.stream()
        .filter(layer -> layer.fencedCpus().intersects(domains.get(domain)))
        .mapToLong(layer -> 1L << layer.index())
        .reduce(0, (a, b) -> a | b);
  }

  /** Returns a bit per domain that has fenced CPUs only. */
  long closed() {
    long closed = 0;
    for (int domain = 0; domain < domains.size(); domain++) {
      CpuSet cpus = domains.get(domain);
      if (!cpus.isEmpty() && cpus.minus(fenced).isEmpty()) {
        closed |= 1L << domain;
      }
    }
    return closed;
  }

  /**
   * Returns, for each domain, where the layer's tasks of that domain wait: there if it has a CPU that
   * serves them, else in the next one that has. Domains are numbered along the machine, so the next
   * is on the same socket more often than not, and the tasks of several do not all go to one.
   */
  int[] homesOf(KernelLayer layer) {
    CpuSet serving = isConfined(layer) ? layer.preferred() : present.minus(fenced);
    int[] homes = new int[domains.size()];
    for (int domain = 0; domain < homes.length; domain++) {
      int home = domain;
      for (int step = 0; step < homes.length && !domains.get(home).intersects(serving); step++) {
        home = (home + 1) % homes.length;
      }
      homes[domain] = home;
    }
    return homes;
  }

  private static boolean isConfined(KernelLayer layer) {
    return layer.kind() == KernelLayer.Kind.CONFINED;
  }
}
