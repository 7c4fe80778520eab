package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which CPUs each layer owns or prefers: first the fence of the critical layer, then the
 * preferences of the grouped layers, the higher tier first.
 *
 * <p>The core with the lowest CPU number is the open reserve: kernels put much of their own work
 * there, so it is the worst to promise to anybody. No protected layer gets any of it. Nor does any
 * layer get a core that somebody else holds exclusively.
 */
final class LayerPlacement {
  private final Map<LayerRole, LayerKind> kinds = new EnumMap<>(LayerRole.class);
  private final List<Decision> decisions = new ArrayList<>();
  private final Census census;
  private final NodeTopology node;
  private final CpuChoice choice;
  private final CpuSet exclusive;
  private final CpuSet reserve;

  LayerPlacement(
      Census census,
      NodeTopology node,
      PlanPolicy policy,
      NodeConstraints constraints,
      HeldCpus held) {
    this.census = census;
    this.node = node;
    exclusive = constraints.exclusiveCpus();
    reserve = reserve(node, exclusive);
    choice = new CpuChoice(node, held);
    if (!census.isEmpty(LayerRole.CRITICAL)) {
      CorePool fenceable = CorePool.of(node, reserve.union(exclusive));
      Fence fence = Fence.plan(LayerRole.CRITICAL, census, fenceable, choice, policy);
      kinds.put(LayerRole.CRITICAL, fence.kind());
      decisions.addAll(fence.decisions());
    }
    placeGrouped(LayerRole.HIGH);
    placeGrouped(LayerRole.NORMAL);
  }

  LayerKind kindOf(LayerRole role) {
    return kinds.getOrDefault(role, new LayerKind.Open());
  }

  List<Decision> decisions() {
    return decisions;
  }

  private void placeGrouped(LayerRole role) {
    if (!census.isEmpty(role)) {
      CpuQuantity requested = census.sharedRequest(role);
      CorePool free = freeCores(role);
      CpuSet cpus = choice.spread(role, free, CpuDemand.of(requested));
      kinds.put(role, new LayerKind.Grouped(cpus));
      CpusDecisions.add(role, requested, cpus, free, 1, decisions);
    }
  }

  private CorePool freeCores(LayerRole role) {
    CpuSet taken = exclusive;
    for (LayerKind kind : kinds.values()) {
      taken = taken.union(kind.preferredCpus());
    }
    return CorePool.of(node, Treatment.of(role).isProtected() ? taken.union(reserve) : taken);
  }

  /** A reserve that somebody else holds would be none. */
  private static CpuSet reserve(NodeTopology node, CpuSet exclusive) {
    return node.cores().stream()
        .map(Core::cpus)
        .filter(cpus -> !cpus.intersects(exclusive))
        .findFirst()
        .orElseGet(() -> node.cores().get(0).cpus());
  }
}
