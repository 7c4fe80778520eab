package io.temper.runtime;

import io.temper.plan.EnforcementPlan;
import java.util.Optional;

/**
 * Keeps the plan in force for the next agent, so that CPUs stay with their layer when an agent is started
 * again. Never throws; for one thread.
 */
public interface PlanMemory {

  /**
   * Returns what was saved last.
   *
   * @return a plan, of which only the layers count; empty if none was saved, or if it cannot be read
   */
  Optional<EnforcementPlan> load();

  /**
   * Saves a plan, if that is possible.
   *
   * @param plan the plan in force
   */
  void save(EnforcementPlan plan);

  /**
   * Tells whether the plan that was saved last could not be kept and should be saved again now.
   *
   * @return false while it is kept or is still being saved, and for some time after it failed
   */
  default boolean isLost() {
    return false;
  }

  /**
   * Returns a memory that keeps nothing.
   *
   * @return a new memory
   */
  static PlanMemory none() {
    return new PlanMemory() {
      @Override
      public Optional<EnforcementPlan> load() {
        return Optional.empty();
      }

      @Override
      public void save(EnforcementPlan plan) {}
    };
  }
}
