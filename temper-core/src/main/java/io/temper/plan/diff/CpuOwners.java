package io.temper.plan.diff;

import io.temper.node.CpuSet;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import java.util.Optional;
import java.util.function.Function;

/** The CPUs that change hands between two plans: owned ones, and those that are only preferred. */
record CpuOwners(CpuSet changingOwner, CpuSet changingPreference) {

  static CpuOwners compare(EnforcementPlan before, EnforcementPlan after) {
    CpuSet owner = changing(before, after, LayerKind::fencedCpus);
    CpuSet preference = changing(before, after, LayerKind::preferredCpus);
    return new CpuOwners(owner, preference.minus(owner));
  }

  /** Returns the CPUs that some layer gains or loses. */
  private static CpuSet changing(
      EnforcementPlan before, EnforcementPlan after, Function<LayerKind, CpuSet> of) {
    return gained(before, after, of).union(gained(after, before, of));
  }

  private static CpuSet gained(
      EnforcementPlan before, EnforcementPlan after, Function<LayerKind, CpuSet> of) {
    CpuSet gained = CpuSet.empty();
    for (Layer layer : after.layers()) {
      Optional<CpuSet> had = before.layer(layer.name()).map(Layer::kind).map(of);
      gained = gained.union(of.apply(layer.kind()).minus(had.orElse(CpuSet.empty())));
    }
    return gained;
  }
}
