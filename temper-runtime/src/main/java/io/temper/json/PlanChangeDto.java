package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.DecisionChange;
import io.temper.plan.LayerChange;
import io.temper.plan.LayerKind;
import io.temper.plan.MemberChange;
import io.temper.plan.PlanChange;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is written: its name, a sentence for people, what it is about, and the state before
 * and after as far as there was and is one.
 */
record PlanChangeDto(
    String name,
    String sentence,
    String reach,
    @Nullable String layer,
    @Nullable WorkloadIdDto workload,
    @Nullable String cgroup,
    @Nullable StateDto before,
    @Nullable StateDto after,
    @Nullable String gained,
    @Nullable String lost,
    @Nullable DecisionDto decision) {

  /** One side of a change: of the fields only those that the change is about. */
  record StateDto(
      @Nullable String kind,
      @Nullable String cpus,
      @Nullable Integer weight,
      @Nullable Long sliceMicros,
      @Nullable Long ceilingMillis,
      @Nullable String layer,
      @Nullable String cgroup) {

    static StateDto of(LayerKind kind) {
      return new StateDto(
          kind.label(), kind.preferredCpus().toString(), null, null, null, null, null);
    }

    static StateDto ofWeight(int weight) {
      return new StateDto(null, null, weight, null, null, null, null);
    }

    static StateDto ofSlice(long micros) {
      return new StateDto(null, null, null, micros, null, null, null);
    }

    static @Nullable StateDto ofCeiling(@Nullable CpuQuantity ceiling) {
      return ceiling == null
          ? null
          : new StateDto(null, null, null, null, ceiling.millis(), null, null);
    }

    static StateDto ofLayer(String layer) {
      return new StateDto(null, null, null, null, null, layer, null);
    }

    static @Nullable StateDto ofCgroup(@Nullable CgroupPath cgroup) {
      return cgroup == null
          ? null
          : new StateDto(null, null, null, null, null, null, cgroup.value());
    }
  }

  static PlanChangeDto of(PlanChange change) {
    if (change instanceof LayerChange layerChange) {
      return ofLayer(layerChange);
    }
    return change instanceof MemberChange memberChange
        ? ofMember(memberChange)
        : ofDecision((DecisionChange) change);
  }

  private static PlanChangeDto ofLayer(LayerChange change) {
    if (change instanceof LayerChange.LayerAdded added) {
      return states(added, null, StateDto.of(added.kind()));
    }
    if (change instanceof LayerChange.LayerRemoved removed) {
      return states(removed, StateDto.of(removed.kind()), null);
    }
    if (change instanceof LayerChange.KindChanged kind) {
      return states(kind, StateDto.of(kind.before()), StateDto.of(kind.after()));
    }
    if (change instanceof LayerChange.CpusChanged cpus) {
      return cpus(cpus, cpus.gained(), cpus.lost());
    }
    if (change instanceof LayerChange.WeightChanged weight) {
      return states(weight, StateDto.ofWeight(weight.before()), StateDto.ofWeight(weight.after()));
    }
    if (change instanceof LayerChange.SliceChanged slice) {
      return states(
          slice,
          StateDto.ofSlice(slice.before().toNanos() / 1000),
          StateDto.ofSlice(slice.after().toNanos() / 1000));
    }
    return change instanceof LayerChange.CeilingChanged ceiling
        ? states(ceiling, StateDto.ofCeiling(ceiling.before()), StateDto.ofCeiling(ceiling.after()))
        : states(change, null, null);
  }

  private static PlanChangeDto ofMember(MemberChange change) {
    if (change instanceof MemberChange.MemberJoined joined) {
      return member(joined, joined.id(), null, StateDto.ofLayer(joined.layer()));
    }
    if (change instanceof MemberChange.MemberLeft left) {
      return member(left, left.id(), StateDto.ofLayer(left.layer()), null);
    }
    if (change instanceof MemberChange.MemberMoved moved) {
      return member(
          moved, moved.id(), StateDto.ofLayer(moved.from()), StateDto.ofLayer(moved.to()));
    }
    if (change instanceof MemberChange.MemberRegrouped regrouped) {
      return member(
          regrouped,
          regrouped.id(),
          StateDto.ofCgroup(regrouped.before()),
          StateDto.ofCgroup(regrouped.after()));
    }
    return change instanceof MemberChange.SystemGroupJoined joined
        ? systemGroup(joined, joined.cgroup())
        : systemGroup(change, ((MemberChange.SystemGroupLeft) change).cgroup());
  }

  private static PlanChangeDto ofDecision(DecisionChange change) {
    DecisionDto decision = DecisionDto.of(change.decision());
    return new PlanChangeDto(
        change.name(),
        change.sentence(),
        reachOf(change),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        decision);
  }

  private static PlanChangeDto states(
      LayerChange change, @Nullable StateDto before, @Nullable StateDto after) {
    return new PlanChangeDto(
        change.name(),
        change.sentence(),
        reachOf(change),
        change.layer(),
        null,
        null,
        before,
        after,
        null,
        null,
        null);
  }

  private static PlanChangeDto cpus(LayerChange change, CpuSet gained, CpuSet lost) {
    return new PlanChangeDto(
        change.name(),
        change.sentence(),
        reachOf(change),
        change.layer(),
        null,
        null,
        null,
        null,
        gained.toString(),
        lost.toString(),
        null);
  }

  private static PlanChangeDto member(
      MemberChange change, WorkloadId id, @Nullable StateDto before, @Nullable StateDto after) {
    return new PlanChangeDto(
        change.name(),
        change.sentence(),
        reachOf(change),
        null,
        WorkloadIdDto.of(id),
        null,
        before,
        after,
        null,
        null,
        null);
  }

  private static PlanChangeDto systemGroup(MemberChange change, CgroupPath cgroup) {
    return new PlanChangeDto(
        change.name(),
        change.sentence(),
        reachOf(change),
        null,
        null,
        cgroup.value(),
        null,
        null,
        null,
        null,
        null);
  }

  static String reachOf(PlanChange change) {
    return WireName.of(change.reach());
  }
}
