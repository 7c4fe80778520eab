package io.temper.plan;

import io.temper.tier.TierAssignment;
import io.temper.tier.TierPolicy;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who is in which layer, and how much each layer requests. */
final class Census {
  private final Map<LayerRole, List<Workload>> byRole = new EnumMap<>(LayerRole.class);
  private final Map<LayerRole, CpuQuantity> requested = new EnumMap<>(LayerRole.class);
  private final Map<LayerRole, CpuQuantity> shared = new EnumMap<>(LayerRole.class);
  private final List<Member> members = new ArrayList<>();
  private final WorkloadSet workloads;
  private final NodeConstraints constraints;

  private Census(WorkloadSet workloads, NodeConstraints constraints) {
    this.workloads = workloads;
    this.constraints = constraints;
  }

  static Census of(WorkloadSet workloads, TierPolicy policy, NodeConstraints constraints) {
    Census census = new Census(workloads, constraints);
    for (Workload workload : workloads) {
      census.add(workload, policy.assign(workload));
    }
    return census;
  }

  /** Returns every workload's place, sorted by id. */
  List<Member> members() {
    return members;
  }

  /** Returns the workloads of a layer, sorted by id. */
  List<Workload> in(LayerRole role) {
    return byRole.getOrDefault(role, List.of());
  }

  boolean isEmpty(LayerRole role) {
    return in(role).isEmpty();
  }

  CpuQuantity requested(LayerRole role) {
    return requested.getOrDefault(role, CpuQuantity.ZERO);
  }

  /** Returns what a layer's workloads request beyond the CPUs that they hold exclusively already. */
  CpuQuantity sharedRequest(LayerRole role) {
    return shared.getOrDefault(role, CpuQuantity.ZERO);
  }

  /** Returns what a workload requests beyond the CPUs that it holds exclusively already. */
  CpuQuantity sharedRequest(Workload workload) {
    int held = constraints.heldBy(workload.id());
    return held == 0
        ? workload.request()
        : CpuQuantity.ofMillis(Math.max(0, workload.request().millis() - 1000L * held));
  }

  /**
   * Returns the sum of the limits of a layer's workloads; empty if one of them has none. A limit of
   * zero is none: Kubernetes reads it so.
   */
  Optional<CpuQuantity> limits(LayerRole role) {
    CpuQuantity sum = CpuQuantity.ZERO;
    for (Workload workload : in(role)) {
      CpuQuantity limit = workload.limit().orElse(CpuQuantity.ZERO);
      if (limit.isZero()) {
        return Optional.empty();
      }
      sum = sum.plus(limit);
    }
    return sum.isZero() ? Optional.empty() : Optional.of(sum);
  }

  WorkloadSample withLimit() {
    return sample(workloads.asList(), Workload::isLimited);
  }

  static WorkloadSample sample(List<Workload> from, Predicate<Workload> which) {
    List<WorkloadId> ids = new ArrayList<>();
    for (Workload workload : from) {
      if (which.test(workload)) {
        ids.add(workload.id());
      }
    }
    return WorkloadSample.of(ids);
  }

  private void add(Workload workload, TierAssignment assignment) {
    LayerRole role = assignment.tier().map(LayerRole::of).orElse(LayerRole.SYSTEM);
    byRole.computeIfAbsent(role, unused -> new ArrayList<>()).add(workload);
    requested.merge(role, workload.request(), CpuQuantity::plus);
    shared.merge(role, sharedRequest(workload), CpuQuantity::plus);
    members.add(new Member(
        workload.id(),
        role.label(),
        assignment,
        workload.request(),
        workload.cgroup().orElse(null)));
  }
}
