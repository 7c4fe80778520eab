package io.temper.plan.diff;

import io.temper.node.CpuSet;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds what differs in the layers of two plans. */
final class LayerComparison {
  private final List<PlanChange> changes = new ArrayList<>();

  private LayerComparison() {}

  static List<PlanChange> compare(EnforcementPlan before, EnforcementPlan after) {
    LayerComparison comparison = new LayerComparison();
    for (Layer layer : after.layers()) {
      Optional<Layer> old = before.layer(layer.name());
      if (old.isPresent()) {
        comparison.add(old.get(), layer);
      } else {
        comparison.changes.add(new LayerChange.LayerAdded(layer.name(), layer.kind()));
      }
    }
    for (Layer layer : before.layers()) {
      if (after.layer(layer.name()).isEmpty()) {
        comparison.changes.add(new LayerChange.LayerRemoved(layer.name(), layer.kind()));
      }
    }
    return comparison.changes;
  }

  private void add(Layer before, Layer after) {
    String name = after.name();
    addKind(name, before.kind(), after.kind());
    if (before.weight() != after.weight()) {
      changes.add(new LayerChange.WeightChanged(name, before.weight(), after.weight()));
    }
    if (!before.slice().equals(after.slice())) {
      changes.add(new LayerChange.SliceChanged(name, before.slice(), after.slice()));
    }
    if (!Objects.equals(before.ceiling(), after.ceiling())) {
      changes.add(new LayerChange.CeilingChanged(name, before.ceiling(), after.ceiling()));
    }
    if (before.role() != after.role()
        || before.rank() != after.rank()
        || before.isProtected() != after.isProtected()
        || before.preempts() != after.preempts()) {
      changes.add(new LayerChange.RightsChanged(
          name, after.role(), after.rank(), after.isProtected(), after.preempts()));
    }
  }

  private void addKind(String layer, LayerKind before, LayerKind after) {
    if (!before.label().equals(after.label())) {
      changes.add(new LayerChange.KindChanged(layer, before, after));
    } else if (!before.equals(after)) {
      CpuSet had = before.preferredCpus();
      CpuSet has = after.preferredCpus();
      changes.add(new LayerChange.CpusChanged(layer, has.minus(had), had.minus(has)));
    }
  }
}
