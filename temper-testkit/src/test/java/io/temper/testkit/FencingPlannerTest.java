package io.temper.testkit;

import io.temper.plan.Capability;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import java.util.Set;

/** The ten properties, for a scheduler that enforces fences: only then do plans hold any. */
class FencingPlannerTest extends TierPlannerContract {
  @Override
  protected TierPlanner planner() {
    return TierPlanner.with(PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES)));
  }
}
