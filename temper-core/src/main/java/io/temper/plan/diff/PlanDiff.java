package io.temper.plan.diff;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.diff.PlanChange.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two plans of a node, for people and programs that want to know before or after.
 * Two plans without a difference here enforce the same; what a workload requests, and why it is in its
 * tier, is listed only where something else follows from it.
 *
 * <pre>{@code
 * PlanDiff diff = PlanDiff.between(inForce, planner.plan(more, node, PlanContext.after(inForce)));
 * diff.changes().forEach(change -> System.out.println(change.sentence()));
 * System.out.println(diff.cost().sentence());
 * }</pre>
 *
 * @param changes the differences: layers by falling rank, those that are gone last; then members by id,
 *     then decisions, those that are gone last
 * @param cost what it takes to go from the one to the other
 */
public record PlanDiff(List<PlanChange> changes, PlanCost cost) {
  /** Copies the list. */
  public PlanDiff {
    changes = List.copyOf(changes);
  }

  /**
   * Compares two plans.
   *
   * @param before the plan in force
   * @param after the plan to be in force
   * @return the differences
   */
  public static PlanDiff between(EnforcementPlan before, EnforcementPlan after) {
    List<PlanChange> changes = new ArrayList<>(LayerComparison.compare(before, after));
    changes.addAll(MemberComparison.compare(before, after));
    changes.addAll(DecisionComparison.compare(before, after));
    return new PlanDiff(changes, cost(before, after, changes));
  }

  /**
   * Tells whether the plans enforce the same and decide the same.
   *
   * @return true if there is no difference
   */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  private static PlanCost cost(
      EnforcementPlan before, EnforcementPlan after, List<PlanChange> changes) {
    Reach reach = changes.stream().map(PlanChange::reach).reduce(Reach.NOTHING, PlanDiff::further);
    CpuOwners owners = CpuOwners.compare(before, after);
    return new PlanCost(
        reach,
        owners.changingOwner().size(),
        owners.changingPreference().size(),
        count(changes, MemberChange.MemberMoved.class),
        count(changes, MemberChange.MemberJoined.class),
        count(changes, MemberChange.MemberLeft.class));
  }

  private static Reach further(Reach one, Reach other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static int count(List<PlanChange> changes, Class<? extends PlanChange> type) {
    return (int) changes.stream().filter(type::isInstance).count();
  }
}
