package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.util.List;

/** One decision of each kind, about the critical layer where it is about a layer. */
final class DecisionSamples {
  /** The workload that the samples name. */
  static final WorkloadId NAMED = WorkloadId.of("shop", "named");

  static final String KEY = "temper.io/tier";
  static final String WHY = "tier annotations are switched off";
  static final String MANAGER = "kubelet CPU manager";
  static final String PROBLEM = "/x: permission denied";

  private static final String LAYER = "critical";
  private static final WorkloadSample SAMPLE = WorkloadSample.of(List.of(NAMED));
  private static final CpuSet CPUS = CpuSet.of(1, 5);

  private DecisionSamples() {}

  static List<Decision> all() {
    return List.of(
        new Decision.Demoted(LAYER, 7, 4, 3, SAMPLE),
        new Decision.SmallNode(LAYER, 2, 2, 1, SAMPLE),
        new Decision.NoRequest(LAYER, SAMPLE),
        new Decision.UncountedInFence(LAYER, SAMPLE),
        new Decision.OmittedTier(Tier.LOW),
        new Decision.TierInflation(7, 8, CpuQuantity.ofCpus(3), CpuQuantity.ofCpus(4), 8),
        new Decision.SmtSharing(LAYER, 2, 1, CPUS),
        new Decision.SpansCaches(LAYER, 2, CPUS, 2, 1, 1),
        new Decision.CpusKept(LAYER, CpuQuantity.ofCpus(1), CPUS, CpuQuantity.ofMillis(900)),
        new Decision.FenceNotEnforceable(LAYER, CPUS),
        new Decision.GroupsNotDivided(
            LAYER, CpuQuantity.ofCpus(1), List.of(ThreadTreatment.LATENCY, ThreadTreatment.YIELD)),
        new Decision.NoExclusiveCores(LAYER, CPUS, 2),
        new Decision.CeilingFromLimits(LAYER, CpuQuantity.ofCpus(1), SAMPLE, null),
        new Decision.CeilingBelowLimits(LAYER, CpuQuantity.ofCpus(1), CpuQuantity.ofCpus(2)),
        new Decision.CeilingRaised(LAYER, CpuQuantity.ofCpus(1), CpuQuantity.ofCpus(2)),
        new Decision.CeilingNotEnforceable(LAYER, CpuQuantity.ofCpus(1)),
        new Decision.IgnoredTierAnnotation(KEY, WHY, SAMPLE),
        new Decision.LimitNotEnforced(SAMPLE),
        new CoexistenceDecision.ExclusiveElsewhere(MANAGER, CPUS, 1),
        new CoexistenceDecision.ExclusiveMembers(LAYER, SAMPLE),
        new CoexistenceDecision.CpusetOutsideFence(LAYER, CPUS, SAMPLE),
        new CoexistenceDecision.CpusetInsideFence(LAYER, CPUS, SAMPLE),
        new CoexistenceDecision.InterruptsOnFence(LAYER, CPUS, 1, List.of(24)),
        new CoexistenceDecision.ConstraintUnknown(PROBLEM));
  }
}
