package io.temper.plan;

import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of planning a fence for one layer.
 *
 * <pre>
 *   CPUs asked = ceil(sum of requests / 1000 m)     without what members hold exclusively
 *   fence      = whole cores, as CpuChoice takes them from the pool, until they hold so many CPUs
 * </pre>
 *
 * <p>A fence is granted whole or not at all: a layer caged too small would be worse off than one that
 * shares.
 */
record Fence(LayerKind kind, List<Decision> decisions) {
  /** Nodes of at most this many CPUs have their own decision: there, losing a fence is ordinary. */
  private static final int SMALL_NODE_CPUS = 4;

  static Fence plan(
      LayerRole role, Census census, CorePool fenceable, CpuChoice choice, PlanPolicy policy) {
    CpuQuantity requested = census.sharedRequest(role);
    if (requested.isZero()) {
      WorkloadSample members = Census.sample(census.in(role), any -> true);
      return new Fence(
          new LayerKind.Grouped(CpuSet.empty()),
          List.of(
              census.requested(role).isZero()
                  ? new Decision.NoRequest(role.label(), members)
                  : new CoexistenceDecision.ExclusiveMembers(role.label(), members)));
    }
    if (requested.wholeCpus() > fenceable.cpuCount()) {
      var preferred = new LayerKind.Grouped(fenceable.cpus());
      return new Fence(preferred, List.of(refusal(role, census, requested, fenceable)));
    }
    return granted(role, census, fenceable, choice, policy);
  }

  private static Fence granted(
      LayerRole role, Census census, CorePool fenceable, CpuChoice choice, PlanPolicy policy) {
    CpuQuantity requested = census.sharedRequest(role);
    List<Core> cores = choice.wholeCores(role, fenceable, CpuDemand.of(requested));
    CpuSet cpus = CoreGroup.cpusOf(cores);
    List<Decision> decisions = new ArrayList<>();
    if (cores.size() < requested.wholeCpus()) {
      decisions.add(
          new Decision.SmtSharing(role.label(), requested.wholeCpus(), cores.size(), cpus));
    }
    CpusDecisions.add(
        role, requested, cpus, fenceable, CorePool.widestCore(fenceable.node()), decisions);
    WorkloadSample uncounted =
        Census.sample(census.in(role), member -> member.request().isZero());
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
      LayerRole role, Census census, CpuQuantity requested, CorePool fenceable) {
    long askedCpus = requested.wholeCpus();
    long askedCores = fenceable.coresBeyond(askedCpus);
    int nodeCpus = fenceable.node().cpus().size();
    WorkloadSample restoring = restoring(census, census.in(role), fenceable.cpuCount());
    return nodeCpus <= SMALL_NODE_CPUS
        ? new Decision.SmallNode(
            role.label(), nodeCpus, askedCores, fenceable.coreCount(), restoring)
        : new Decision.Demoted(
            role.label(), askedCpus, askedCores, fenceable.coreCount(), restoring);
  }

  /**
   * Keeps the smallest requests as long as they fit: the rest is the fewest to leave out. All together do
   * not fit, so somebody is.
   */
  private static WorkloadSample restoring(
      Census census, List<Workload> members, int fenceableCpus) {
    List<Workload> largestFirst = new ArrayList<>(members);
    largestFirst.sort(
        Comparator.<Workload, CpuQuantity>comparing(census::sharedRequest).reversed());
    int left = largestFirst.size();
    CpuQuantity kept = CpuQuantity.ZERO;
    CpuQuantity next = census.sharedRequest(largestFirst.get(left - 1));
    while (next.wholeCpus() <= fenceableCpus) {
      left--;
      kept = next;
      next = kept.plus(census.sharedRequest(largestFirst.get(left - 1)));
    }
    // A fence for nobody restores nothing.
    return kept.isZero()
        ? WorkloadSample.none()
        : Census.sample(largestFirst.subList(0, left), any -> true);
  }
}
