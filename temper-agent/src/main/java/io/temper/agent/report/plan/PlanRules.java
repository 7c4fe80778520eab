package io.temper.agent.report.plan;

import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.workload.AnnotationPrefixes;
import java.util.List;

/**
 * What plans are made by, as the configuration of an agent says.
 *
 * @param planner plans one node
 * @param profiles the thread profiles that the planner goes by
 * @param prefixes under which the annotations of a workload count
 * @param notes what of the configuration is not here and so counts for no plan, a sentence each
 */
public record PlanRules(
    TierPlanner planner, ProfileCatalog profiles, AnnotationPrefixes prefixes, List<String> notes) {

  /** Copies the list. */
  public PlanRules {
    notes = List.copyOf(notes);
  }
}
