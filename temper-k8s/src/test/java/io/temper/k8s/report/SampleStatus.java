package io.temper.k8s.report;

import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a node, made by hand. */
final class SampleStatus {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private SampleStatus() {}

  /** A node that enforces a plan of two pods. */
  static NodeStatus enforcing(long generation) {
    return of(
        new NodeState.Enforcing(),
        generation,
        plan(Workloads.inTier("web", Tier.HIGH, 1000), Workloads.inTier("db", Tier.HIGH, 500)),
        Circuit.Position.CLOSED);
  }

  static NodeStatus in(NodeState state) {
    return of(state, 0, null, Circuit.Position.CLOSED);
  }

  static NodeStatus of(
      NodeState state, long generation, @Nullable EnforcementPlan plan, Circuit.Position circuit) {
    return new NodeStatus(
        state,
        NOW,
        generation,
        1,
        1,
        plan,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), Duration.ZERO, circuit, 3));
  }

  /** A plan for a machine of four cores. */
  static EnforcementPlan plan(Workload... workloads) {
    return TierPlanner.standard().plan(WorkloadSet.of(workloads), NodeTopology.parse("4c8t"));
  }
}
