package io.temper.k8s.report;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.runtime.status.NodeState;
import io.temper.spi.NodeReport;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reports of a node, made by hand. */
final class SampleStatus {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private SampleStatus() {}

  /** A node that enforces a plan of two pods. */
  static NodeReport enforcing(long generation) {
    return of(
        new NodeState.Enforcing(),
        generation,
        plan(Workloads.inTier("web", Tier.HIGH, 1000), Workloads.inTier("db", Tier.HIGH, 500)),
        false);
  }

  static NodeReport in(NodeState state) {
    return of(state, 0, null, false);
  }

  static NodeReport of(
      NodeState state, long generation, @Nullable EnforcementPlan plan, boolean resting) {
    return new NodeReport(state.kind(), state.reason(), state.next(), generation, resting, plan);
  }

  /** A plan for a machine of four cores. */
  static EnforcementPlan plan(Workload... workloads) {
    return TierPlanner.standard().plan(WorkloadSet.of(workloads), NodeTopology.parse("4c8t"));
  }
}
