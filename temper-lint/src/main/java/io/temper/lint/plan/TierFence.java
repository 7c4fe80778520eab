package io.temper.lint.plan;

import io.temper.node.CpuSet;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import java.util.List;
import java.util.Optional;

/**
 * What a tier owns: its fence, with the part of it that a profile gives to single threads.
 *
 * @param tier the tier's own layer, which its workloads are in
 * @param cpus the CPUs of all its layers
 */
record TierFence(Layer tier, CpuSet cpus) {

  /** Returns the fence of a role; empty if it has none. */
  static Optional<TierFence> of(EnforcementPlan plan, LayerRole role) {
    List<Layer> layers =
        plan.layers().stream().filter(layer -> layer.role() == role).toList();
    CpuSet cpus =
        CpuSet.unionOf(layers.stream().map(layer -> layer.kind().fencedCpus()).toList());
    return cpus.isEmpty() ? Optional.empty() : Optional.of(new TierFence(layers.get(0), cpus));
  }

  boolean owns(Member member) {
    return member.layer().equals(tier.name());
  }
}
