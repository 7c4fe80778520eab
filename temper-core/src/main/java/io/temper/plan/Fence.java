package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of planning a fence for one layer.
 *
 * <pre>
 *   CPUs asked = ceil(sum of requests / 1000 m)
 *   fence      = whole cores in the order of the pool, until they hold so many CPUs
 * </pre>
 *
 * <p>A fence is granted whole or not at all: a layer caged too small would be worse off than one that
 * shares.
 */
record Fence(LayerKind kind, List<Decision> decisions) {
  /** Nodes of at most this many CPUs have their own decision: there, losing a fence is ordinary. */
  private static final int SMALL_NODE_CPUS = 4;

  static Fence plan(
      LayerRole role, Census census, CorePool fenceable, NodeTopology node, PlanPolicy policy) {
    List<Workload> members = census.in(role);
    CpuQuantity requested = census.requested(role);
    if (requested.isZero()) {
      var decision = new Decision.NoRequest(role.label(), Census.sample(members, any -> true));
      return new Fence(new LayerKind.Grouped(CpuSet.empty()), List.of(decision));
    }
    if (requested.wholeCpus() > fenceable.cpuCount()) {
      var preferred = new LayerKind.Grouped(fenceable.cpus());
      return new Fence(preferred, List.of(refusal(role, members, requested, fenceable, node)));
    }
    return granted(role, members, requested, fenceable, policy);
  }

  private static Fence granted(
      LayerRole role,
      List<Workload> members,
      CpuQuantity requested,
      CorePool fenceable,
      PlanPolicy policy) {
    List<Decision> decisions = new ArrayList<>();
    List<Core> cores = fenceable.wholeCores(requested.wholeCpus());
    CpuSet cpus = CpuSet.unionOf(cores.stream().map(Core::cpus).toList());
    if (cores.size() < requested.wholeCpus()) {
      decisions.add(
          new Decision.SmtSharing(role.label(), requested.wholeCpus(), cores.size(), cpus));
    }
    WorkloadSample uncounted = Census.sample(members, member -> member.request().isZero());
    if (!uncounted.isEmpty()) {
      decisions.add(new Decision.UncountedInFence(role.label(), uncounted));
    }
    if (policy.capabilities().contains(Capability.FENCES)) {
      return new Fence(new LayerKind.Confined(cpus), decisions);
    }
    decisions.add(new Decision.FenceNotEnforceable(role.label(), cpus));
    return new Fence(new LayerKind.Grouped(cpus), decisions);
  }

  private static Decision refusal(
      LayerRole role,
      List<Workload> members,
      CpuQuantity requested,
      CorePool fenceable,
      NodeTopology node) {
    long askedCpus = requested.wholeCpus();
    long askedCores = fenceable.coresFor(askedCpus);
    WorkloadSample restoring = restoring(members, fenceable.cpuCount());
    return node.cpus().size() <= SMALL_NODE_CPUS
        ? new Decision.SmallNode(
            role.label(), node.cpus().size(), askedCores, fenceable.coreCount(), restoring)
        : new Decision.Demoted(
            role.label(), askedCpus, askedCores, fenceable.coreCount(), restoring);
  }

  /** Keeps the smallest requests as long as they fit: the rest is the fewest to leave out. */
  private static WorkloadSample restoring(List<Workload> members, int fenceableCpus) {
    List<Workload> largestFirst = new ArrayList<>(members);
    largestFirst.sort(Comparator.comparing(Workload::request).reversed());
    int left = largestFirst.size();
    CpuQuantity kept = CpuQuantity.ZERO;
    while (left > 0) {
      CpuQuantity next = kept.plus(largestFirst.get(left - 1).request());
      if (next.wholeCpus() > fenceableCpus) {
        break;
      }
      kept = next;
      left--;
    }
    // A fence for nobody restores nothing.
    return kept.isZero()
        ? WorkloadSample.none()
        : Census.sample(largestFirst.subList(0, left), any -> true);
  }
}
