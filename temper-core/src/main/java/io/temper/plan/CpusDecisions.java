package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.workload.CpuQuantity;
import java.util.List;

/** Finds what is to be said about the CPUs that a layer owns or prefers. */
final class CpusDecisions {
  private CpusDecisions() {}

  /**
   * Adds what is to be said.
   *
   * @param step how many CPUs the layer gives back at once
   */
  static void add(
      LayerRole role,
      CpuQuantity requested,
      CpuSet cpus,
      CorePool pool,
      int step,
      List<Decision> to) {
    long needed = requested.wholeCpus();
    NodeTopology node = pool.node();
    int caches = (int)
        node.caches().stream().filter(cache -> cache.cpus().intersects(cpus)).count();
    if (caches > 1) {
      int numaNodes = (int)
          node.numaNodes().stream().filter(each -> each.cpus().intersects(cpus)).count();
      to.add(new Decision.SpansCaches(
          role.label(), needed, cpus, caches, numaNodes, pool.largestCache()));
    }
    if (cpus.size() - needed >= step) {
      to.add(new Decision.CpusKept(
          role.label(), requested, cpus, CpuDemand.givesBackAt(cpus.size(), step)));
    }
  }
}
