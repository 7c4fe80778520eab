package io.temper.json;

import io.temper.plan.diff.DecisionChange.DecisionAppeared;
import io.temper.plan.diff.DecisionChange.DecisionChanged;
import io.temper.plan.diff.DecisionChange.DecisionGone;
import io.temper.plan.diff.LayerChange;
import io.temper.plan.diff.LayerChange.CeilingChanged;
import io.temper.plan.diff.LayerChange.CpusChanged;
import io.temper.plan.diff.LayerChange.KindChanged;
import io.temper.plan.diff.LayerChange.LayerAdded;
import io.temper.plan.diff.LayerChange.LayerRemoved;
import io.temper.plan.diff.LayerChange.RightsChanged;
import io.temper.plan.diff.LayerChange.SliceChanged;
import io.temper.plan.diff.LayerChange.WeightChanged;
import io.temper.plan.diff.MemberChange.MemberJoined;
import io.temper.plan.diff.MemberChange.MemberLeft;
import io.temper.plan.diff.MemberChange.MemberMoved;
import io.temper.plan.diff.MemberChange.MemberRegrouped;
import io.temper.plan.diff.MemberChange.SystemGroupJoined;
import io.temper.plan.diff.MemberChange.SystemGroupLeft;
import io.temper.plan.diff.PlanChange;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of {@link PlanChange} on the wire: its name, spelled by hand, and its fields.
 *
 * @param name the name on the wire
 * @param type the case
 * @param writer puts the fields of a change
 */
record PlanChangeCase<C extends PlanChange>(
    String name, Class<C> type, BiConsumer<C, PlanChangeFields> writer) {
  private static final List<PlanChangeCase<?>> ALL = List.of(
      new PlanChangeCase<>(
          "LayerAdded", LayerAdded.class, (change, to) -> to.after().kind(change.kind())),
      new PlanChangeCase<>(
          "LayerRemoved", LayerRemoved.class, (change, to) -> to.before().kind(change.kind())),
      new PlanChangeCase<>("KindChanged", KindChanged.class, (change, to) -> {
        to.before().kind(change.before());
        to.after().kind(change.after());
      }),
      new PlanChangeCase<>(
          "CpusChanged", CpusChanged.class, (change, to) -> to.put("gained", change.gained())
              .put("lost", change.lost())),
      new PlanChangeCase<>("WeightChanged", WeightChanged.class, (change, to) -> {
        to.before().put("weight", change.before());
        to.after().put("weight", change.after());
      }),
      new PlanChangeCase<>("SliceChanged", SliceChanged.class, (change, to) -> {
        to.before().put("sliceMicros", change.before());
        to.after().put("sliceMicros", change.after());
      }),
      new PlanChangeCase<>("CeilingChanged", CeilingChanged.class, (change, to) -> {
        to.before().put("ceilingMillis", change.before());
        to.after().put("ceilingMillis", change.after());
      }),
      new PlanChangeCase<>("RightsChanged", RightsChanged.class, (change, to) -> to.after()
          .put("role", WireName.of(change.role()))
          .put("rank", change.rank())
          .put("protected", change.isProtected())
          .put("preempts", change.preempts())),
      new PlanChangeCase<>("MemberJoined", MemberJoined.class, (change, to) -> {
        to.workload(change.id());
        to.after().put("layer", change.layer());
      }),
      new PlanChangeCase<>("MemberLeft", MemberLeft.class, (change, to) -> {
        to.workload(change.id());
        to.before().put("layer", change.layer());
      }),
      new PlanChangeCase<>("MemberMoved", MemberMoved.class, (change, to) -> {
        to.workload(change.id());
        to.before().put("layer", change.from());
        to.after().put("layer", change.to());
      }),
      new PlanChangeCase<>("MemberRegrouped", MemberRegrouped.class, (change, to) -> {
        to.workload(change.id());
        to.before().put("cgroup", change.before());
        to.after().put("cgroup", change.after());
      }),
      new PlanChangeCase<>(
          "SystemGroupJoined",
          SystemGroupJoined.class,
          (change, to) -> to.put("cgroup", change.cgroup())),
      new PlanChangeCase<>(
          "SystemGroupLeft",
          SystemGroupLeft.class,
          (change, to) -> to.put("cgroup", change.cgroup())),
      new PlanChangeCase<>(
          "DecisionAppeared",
          DecisionAppeared.class,
          (change, to) -> to.decision("decision", change.decision())),
      new PlanChangeCase<>("DecisionChanged", DecisionChanged.class, (change, to) -> {
        to.decision("earlier", change.before());
        to.decision("decision", change.decision());
      }),
      new PlanChangeCase<>(
          "DecisionGone",
          DecisionGone.class,
          (change, to) -> to.decision("decision", change.decision())));

  /** Returns a change as it is written. */
  static ObjectNode write(PlanChange change) {
    for (PlanChangeCase<?> each : ALL) {
      if (each.type.isInstance(change)) {
        return each.nodeOf(change);
      }
    }
    throw new IllegalStateException("a change without a wire format: " + change.name());
  }

  private ObjectNode nodeOf(PlanChange change) {
    PlanChangeFields fields = new PlanChangeFields()
        .put("name", name)
        .put("sentence", change.sentence())
        .put("reach", WireName.of(change.reach()));
    if (change instanceof LayerChange layerChange) {
      fields.put("layer", layerChange.layer());
    }
    writer.accept(type.cast(change), fields);
    return fields.node();
  }
}
