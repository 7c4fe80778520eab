package io.temper.k8s.report;

import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which events a change of a node's status is worth. Pure. */
final class StatusEvents {
  private StatusEvents() {}

  /**
   * Compares two looks at a node.
   *
   * @param before the earlier one
   * @param after the later one
   * @return what happened in between, in the order of its importance; usually nothing
   */
  static List<NodeEvent> between(NodeStatus before, NodeStatus after) {
    List<NodeEvent> events = new ArrayList<>();
    if (!before.state().label().equals(after.state().label())) {
      addState(before.state(), after.state(), events);
    }
    boolean wasOpen = before.tally().circuit() == Circuit.Position.OPEN;
    if (!wasOpen && after.tally().circuit() == Circuit.Position.OPEN) {
      events.add(NodeEvent.warning("CircuitOpen", sentences(after.state())));
    }
    addDemotions(before.plan(), after.plan(), events);
    return events;
  }

  private static void addState(NodeState before, NodeState after, List<NodeEvent> events) {
    if (before instanceof NodeState.SafeMode) {
      events.add(NodeEvent.normal(
          "SafeModeLeft", "nobody asks for safe mode any more; now: " + sentences(after)));
    }
    if (after instanceof NodeState.SafeMode) {
      events.add(NodeEvent.warning("SafeModeEntered", sentences(after)));
    } else if (after instanceof NodeState.Refused) {
      events.add(NodeEvent.warning("Refused", sentences(after)));
    } else if (after instanceof NodeState.Ejected) {
      events.add(NodeEvent.warning("Ejected", sentences(after)));
    }
  }

  private static String sentences(NodeState state) {
    return state.reason() + "; " + state.next();
  }

  private static void addDemotions(
      @Nullable EnforcementPlan before, @Nullable EnforcementPlan after, List<NodeEvent> events) {
    if (after == null) {
      return;
    }
    List<Decision> known = before == null ? List.of() : before.decisions();
    after.decisions().stream()
        .filter(Decision.Demoted.class::isInstance)
        .filter(decision -> !known.contains(decision))
        .forEach(decision -> events.add(NodeEvent.warning("Demoted", decision.sentence())));
  }
}
