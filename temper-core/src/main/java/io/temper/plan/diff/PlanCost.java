package io.temper.plan.diff;

import io.temper.plan.diff.PlanChange.Reach;
import java.util.ArrayList;
import java.util.List;

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
    String how =
        switch (reach) {
          case NOTHING -> "Nothing is written to the kernel";
          case MEMBERS -> "Entries of single control groups are written";
          case SHAPE -> "The configuration is exchanged as a whole, without detaching";
        };
    String what = String.join(", ", parts());
    return what.isEmpty() ? how + "." : how + ": " + what + ".";
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    add(parts, cpusChangingOwner, "CPU", "changes owner", "change owner");
    add(parts, cpusChangingPreference, "CPU", "changes who prefers it", "change who prefers them");
    add(parts, moved, "workload", "moves to another layer", "move to another layer");
    add(parts, joined, "workload", "joins", "join");
    add(parts, left, "workload", "leaves", "leave");
    return parts;
  }

  private static void add(List<String> parts, int count, String noun, String one, String many) {
    if (count > 0) {
      parts.add(count == 1 ? "1 " + noun + " " + one : count + " " + noun + "s " + many);
    }
  }
}
