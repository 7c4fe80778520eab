package io.temper.kernel;

import io.temper.kernel.LimitBreach.Limit;
import io.temper.node.Cpu;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that exceeds the limits of a scheduler. */
record LimitCheck(KernelLimits limits) {

  List<LimitBreach> breaches(LayerTable layers, MemberTable members, NodeTopology node) {
    List<LimitBreach> found = new ArrayList<>(members.conflicts());
    atMost(found, Limit.LAYERS, "layers of the plan", layers.layers().size(), limits.layers());
    atMost(found, Limit.DOMAINS, "caches of the node", node.caches().size(), limits.domains());
    List<Cpu> cpus = node.cpus();
    int highestCpu = cpus.get(cpus.size() - 1).id();
    atMost(found, Limit.CPU_NUMBER, "highest CPU of the node", highestCpu, limits.cpus() - 1L);
    int cgroups = members.layerByCgroup().size();
    atMost(found, Limit.MEMBERS, "control groups of the plan", cgroups, limits.members());
    layers.layers().forEach(layer -> checkSlice(found, layer));
    return found;
  }

  private void checkSlice(List<LimitBreach> found, KernelLayer layer) {
    long slice = layer.sliceNanos();
    String subject = "slice of layer " + layer.name();
    long shortest = limits.minSlice().toNanos();
    if (slice < shortest) {
      found.add(new LimitBreach(Limit.MIN_SLICE, subject, slice, shortest));
    }
    atMost(found, Limit.MAX_SLICE, subject, slice, limits.maxSlice().toNanos());
  }

  private static void atMost(
      List<LimitBreach> found, Limit limit, String subject, long asked, long allowed) {
    if (asked > allowed) {
      found.add(new LimitBreach(limit, subject, asked, allowed));
    }
  }
}
