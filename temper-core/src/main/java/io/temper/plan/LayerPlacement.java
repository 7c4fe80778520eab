package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which CPUs each layer owns or prefers: first the fence of the critical layer, then the
 * preferences of the grouped layers, the higher tier first.
 *
 * <p>The core with the lowest CPU number is the open reserve: kernels put much of their own work
 * there, so it is the worst to promise to anybody. No protected layer gets any of it.
 */
final class LayerPlacement {
  private final Map<LayerRole, LayerKind> kinds = new EnumMap<>(LayerRole.class);
  private final List<Decision> decisions = new ArrayList<>();
  private final Census census;
  private final NodeTopology node;

  LayerPlacement(Census census, NodeTopology node, PlanPolicy policy) {
    this.census = census;
    this.node = node;
    if (!census.isEmpty(LayerRole.CRITICAL)) {
      Fence fence =
          Fence.plan(LayerRole.CRITICAL, census, CorePool.of(node, reserve()), node, policy);
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
      long wanted = census.requested(role).wholeCpus();
      kinds.put(role, new LayerKind.Grouped(freeCores(role).spread(wanted)));
    }
  }

  private CorePool freeCores(LayerRole role) {
    CpuSet taken =
        CpuSet.unionOf(kinds.values().stream().map(LayerKind::preferredCpus).toList());
    return CorePool.of(node, Treatment.of(role).isProtected() ? taken.union(reserve()) : taken);
  }

  private CpuSet reserve() {
    return node.cores().get(0).cpus();
  }
}
