package io.temper.kernel;

import io.temper.node.CacheDomain;
import io.temper.node.Core;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Numbers the CPUs, caches and siblings of a machine. */
final class KernelCpus {
  private KernelCpus() {}

  static List<KernelCpu> of(NodeTopology node) {
    List<KernelCpu> cpus = new ArrayList<>();
    for (CacheDomain cache : node.caches()) {
      for (Core core : cache.cores()) {
        int[] ids = core.cpus().stream().toArray();
        for (int i = 0; i < ids.length; i++) {
          cpus.add(new KernelCpu(
              ids[i], cache.index(), ids[(i + 1) % ids.length], ids[0], core.numaNode()));
        }
      }
    }
    cpus.sort(Comparator.comparingInt(KernelCpu::id));
    return List.copyOf(cpus);
  }
}
