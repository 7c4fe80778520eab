package io.temper.agent.report.plan;

import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.workload.AnnotationPrefixes;
import java.util.List;

/**
 * What plans are made by, as the configuration of an agent says.
 *
 * @param policy what the planner goes by
 * @param prefixes under which the annotations of a workload count
 * @param notes what of the configuration is not here and so counts for no plan, a sentence each
 */
public record PlanRules(PlanPolicy policy, AnnotationPrefixes prefixes, List<String> notes) {

  /** Copies the list. */
  public PlanRules {
    notes = List.copyOf(notes);
  }

  /** Returns what plans one node by these rules. */
  public TierPlanner planner() {
    return TierPlanner.with(policy);
  }
}
