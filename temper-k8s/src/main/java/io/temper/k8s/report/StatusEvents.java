package io.temper.k8s.report;

import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.spi.NodeReport;
import io.temper.spi.NodeReport.State;
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
  static List<NodeEvent> between(NodeReport before, NodeReport after) {
    List<NodeEvent> events = new ArrayList<>();
    if (before.state() != after.state()) {
      addState(before.state(), after, events);
    }
    if (after.resting() && !before.resting()) {
      events.add(NodeEvent.warning("CircuitOpen", sentences(after)));
    }
    addDemotions(before.plan(), after.plan(), events);
    return events;
  }

  private static void addState(State before, NodeReport after, List<NodeEvent> events) {
    if (before == State.SAFE_MODE) {
      events.add(NodeEvent.normal(
          "SafeModeLeft", "nobody asks for safe mode any more; now: " + sentences(after)));
    }
    if (after.state() == State.SAFE_MODE) {
      events.add(NodeEvent.warning("SafeModeEntered", sentences(after)));
    } else if (after.state() == State.REFUSED) {
      events.add(NodeEvent.warning("Refused", sentences(after)));
    } else if (after.state() == State.EJECTED) {
      events.add(NodeEvent.warning("Ejected", sentences(after)));
    }
  }

  private static String sentences(NodeReport report) {
    return report.reason() + "; " + report.next();
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
