package io.temper.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a plan starts from, beside workloads and machine.
 *
 * @param constraints what others have settled about the CPUs
 * @param previous the plan in force: CPUs stay with their layer unless they must move; null to plan
 *     from scratch. A plan of another machine does no harm
 */
public record PlanContext(
    NodeConstraints constraints, @Nullable EnforcementPlan previous) {
  /** Nobody else has a say, and nothing is in force. */
  public static final PlanContext NONE = new PlanContext(NodeConstraints.NONE, null);

  /**
   * Returns the context of a plan that follows another one.
   *
   * @param previous the plan in force
   * @return a context without constraints
   */
  public static PlanContext after(EnforcementPlan previous) {
    return NONE.withPrevious(previous);
  }

  /**
   * Returns this context with another plan in force.
   *
   * @param value the plan in force; null for none
   * @return a changed context
   */
  public PlanContext withPrevious(@Nullable EnforcementPlan value) {
    return new PlanContext(constraints, value);
  }

  /**
   * Returns this context with other constraints.
   *
   * @param value what others have settled
   * @return a changed context
   */
  public PlanContext withConstraints(NodeConstraints value) {
    return new PlanContext(value, previous);
  }
}
