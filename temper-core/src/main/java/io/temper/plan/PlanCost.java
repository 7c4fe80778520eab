package io.temper.plan;

import io.temper.plan.PlanChange.Reach;

/**
 * What it takes to go from one plan to another. How many threads are running or waiting on the CPUs
 * that change hands no plan can know.
 *
 * @param reach what is written to the kernel at most; never a detach
 * @param cpusChangingOwner CPUs that enter a fence, leave one, or go from one to another
 * @param cpusChangingPreference CPUs outside of these that a layer begins or ceases to prefer
 * @param moved workloads that change their layer
 * @param joined workloads that are new
 * @param left workloads that are gone
 */
public record PlanCost(
    Reach reach,
    int cpusChangingOwner,
    int cpusChangingPreference,
    int moved,
    int joined,
    int left) {

  /**
   * Says what it takes.
   *
   * @return one sentence for people
   */
  public String sentence() {
    return switch (reach) {
      case NOTHING -> "Nothing is written to the kernel.";
      case MEMBERS ->
        "Entries of single control groups are written, no CPU changes hands: " + members() + ".";
      case SHAPE ->
        "The configuration is exchanged as a whole, without detaching: "
            + Texts.count(cpusChangingOwner, "CPU") + " " + verb(cpusChangingOwner)
            + " owner, " + cpusChangingPreference + " only " + verb(cpusChangingPreference)
            + " who prefers them; " + members() + ".";
    };
  }

  private String members() {
    return Texts.count(moved, "workload")
        + (moved == 1 ? " moves, " : " move, ")
        + joined
        + (joined == 1 ? " joins, " : " join, ")
        + left
        + (left == 1 ? " leaves" : " leave");
  }

  private static String verb(int count) {
    return count == 1 ? "changes" : "change";
  }
}
