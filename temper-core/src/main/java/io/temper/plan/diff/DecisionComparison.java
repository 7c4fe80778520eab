package io.temper.plan.diff;

import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what differs in the decisions of two plans. */
final class DecisionComparison {
  private DecisionComparison() {}

  static List<PlanChange> compare(EnforcementPlan before, EnforcementPlan after) {
    Map<List<String>, Decision> old = byTopic(before.decisions());
    Map<List<String>, Decision> now = byTopic(after.decisions());
    List<PlanChange> changes = new ArrayList<>();
    now.forEach((topic, decision) -> {
      Decision earlier = old.get(topic);
      if (earlier == null) {
        changes.add(new DecisionChange.DecisionAppeared(decision));
      } else if (!earlier.equals(decision)) {
        changes.add(new DecisionChange.DecisionChanged(earlier, decision));
      }
    });
    old.forEach((topic, decision) -> {
      if (!now.containsKey(topic)) {
        changes.add(new DecisionChange.DecisionGone(decision));
      }
    });
    return changes;
  }

  private static Map<List<String>, Decision> byTopic(List<Decision> decisions) {
    Map<List<String>, Decision> byTopic = new LinkedHashMap<>();
    decisions.forEach(
        decision -> byTopic.put(List.of(decision.name(), decision.about()), decision));
    return byTopic;
  }
}
