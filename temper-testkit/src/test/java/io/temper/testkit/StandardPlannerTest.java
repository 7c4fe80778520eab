package io.temper.testkit;

import io.temper.plan.TierPlanner;

/** The ten properties, for the planner that everybody uses. */
class StandardPlannerTest extends TierPlannerContract {
  @Override
  protected TierPlanner planner() {
    return TierPlanner.standard();
  }
}
