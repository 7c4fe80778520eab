package io.temper.runtime;

import io.temper.kernel.KernelChange;
import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerExit;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.restart.RestartBudget;
import io.temper.runtime.status.AttachResult;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeTally;
import io.temper.runtime.status.PublishResult;
import io.temper.spi.PublishOutcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what the loop does. For its thread. */
final class EventCounts {
  private final int budget;
  private final Map<AttachResult, Long> attaches = new EnumMap<>(AttachResult.class);
  private final Map<PublishResult, Long> publishes = new EnumMap<>(PublishResult.class);
  private final Map<ExitCause, Long> ejects = new EnumMap<>(ExitCause.class);
  private @Nullable EnforcementPlan plan;
  private long plannedNanos;

  EventCounts(int budget) {
    this.budget = budget;
  }

  /** Notes what an attempt to attach led to; empty for safe mode. */
  void attached(Optional<NodeState> led, boolean takenOver) {
    count(attaches, led.map(state -> resultOf(state, takenOver)).orElse(AttachResult.WITHDRAWN));
  }

  private static AttachResult resultOf(NodeState state, boolean takenOver) {
    if (state.isEnforcing()) {
      return takenOver ? AttachResult.TAKEN_OVER : AttachResult.ATTACHED;
    }
    return state instanceof NodeState.Waiting ? AttachResult.OTHER_SCHEDULER : AttachResult.REFUSED;
  }

  /** Notes what the scheduler said to a change. */
  void published(PublishOutcome outcome) {
    count(publishes, resultOf(outcome));
  }

  private static PublishResult resultOf(PublishOutcome outcome) {
    if (outcome instanceof PublishOutcome.Published published) {
      return published.change() instanceof KernelChange.Members
          ? PublishResult.MEMBERS
          : PublishResult.SHAPE;
    }
    if (outcome instanceof PublishOutcome.Unchanged) {
      return PublishResult.UNCHANGED;
    }
    return outcome instanceof PublishOutcome.Ended ? PublishResult.ENDED : PublishResult.REFUSED;
  }

  /** Notes that publishing broke off with an error. */
  void publishFailed() {
    count(publishes, PublishResult.FAILED);
  }

  /** Notes that the scheduler ended without having been closed. */
  void ejected(SchedulerExit exit) {
    count(ejects, exit.cause());
  }

  /** Returns what was counted, with the plan that is the last complete one now. */
  NodeTally tally(@Nullable EnforcementPlan last, long nowNanos, RestartBudget restarts) {
    if (!Objects.equals(last, plan)) {
      plannedNanos = nowNanos;
    }
    plan = last;
    return new NodeTally(
        attaches,
        publishes,
        ejects,
        last == null ? null : Duration.ofNanos(nowNanos - plannedNanos),
        restarts.position(),
        budget);
  }

  private static <K> void count(Map<K, Long> counts, K key) {
    counts.merge(key, 1L, Long::sum);
  }
}
