package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CPUs that the layers of the plan before own or prefer: they stay unless they must move. */
final class HeldCpus {
  private final Map<LayerRole, CpuSet> byRole = new EnumMap<>(LayerRole.class);
  private final Map<LayerRole, CpuSet> exclusive = new EnumMap<>(LayerRole.class);

  private HeldCpus() {}

  /**
   * Reads a plan.
   *
   * @param previous the plan before; null if there is none
   * @param fencing whether this plan makes fences: then a critical layer that had none starts anew
   */
  static HeldCpus of(@Nullable EnforcementPlan previous, boolean fencing) {
    HeldCpus held = new HeldCpus();
    if (previous != null) {
      for (Layer layer : previous.layers()) {
        boolean startsAnew = fencing && layer.role() == LayerRole.CRITICAL;
        held.byRole.merge(
            layer.role(),
            startsAnew ? layer.kind().fencedCpus() : layer.kind().preferredCpus(),
            CpuSet::union);
        if (layer.treatment() == ThreadTreatment.EXCLUSIVE) {
          held.exclusive.put(layer.role(), layer.kind().fencedCpus());
        }
      }
    }
    return held;
  }

  CpuSet of(LayerRole role) {
    return byRole.getOrDefault(role, CpuSet.empty());
  }

  /** Returns the CPUs that threads of a tier have each for itself. */
  CpuSet exclusive(LayerRole role) {
    return exclusive.getOrDefault(role, CpuSet.empty());
  }

  /** Returns the CPUs of all layers that a layer may take them from. */
  CpuSet below(LayerRole role) {
    CpuSet all = CpuSet.empty();
    for (Map.Entry<LayerRole, CpuSet> each : byRole.entrySet()) {
      if (each.getKey().rank() < role.rank()) {
        all = all.union(each.getValue());
      }
    }
    return all;
  }

  /** Returns the rank of the strongest layer below that loses a CPU with this core; 0 if none does. */
  int claim(LayerRole role, Core core) {
    int claim = 0;
    for (Map.Entry<LayerRole, CpuSet> each : byRole.entrySet()) {
      int rank = each.getKey().rank();
      if (rank < role.rank() && each.getValue().intersects(core.cpus())) {
        claim = Math.max(claim, rank);
      }
    }
    return claim;
  }
}
