package io.temper.agent.demo;

import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;

/**
 * The plans that take turns while Temper is measured: a batch pod rises to Low and falls back to
 * Background, a High pod leaves and joins again. Four changes return to where they began. Pure.
 *
 * @param pods all pods of the list
 * @param batch name of the pod that changes its tier
 * @param guest name of the pod that leaves and joins
 */
record PlanVariants(WorkloadSet pods, String batch, String guest) {
  private static final int LOW_PRIORITY = -100;
  private static final int CYCLE = 4;

  /**
   * A change.
   *
   * @param text what it is, for people
   * @param pods the pods afterwards
   */
  record Variant(String text, WorkloadSet pods) {}

  /** Returns what change number {@code index} (from 0) leads to. */
  Variant after(int index) {
    return switch (index % CYCLE) {
      case 0 -> new Variant(batch + " becomes Low", with(true, true));
      case 1 -> new Variant(guest + " leaves", with(true, false));
      case 2 -> new Variant(batch + " becomes Background", with(false, false));
      default -> new Variant(guest + " joins as High", with(false, true));
    };
  }

  private WorkloadSet with(boolean low, boolean guestThere) {
    return WorkloadSet.of(pods.stream()
        .filter(w -> guestThere || !w.id().name().equals(guest))
        .map(w -> low && w.id().name().equals(batch) ? asLow(w) : w)
        .toList());
  }

  private static Workload asLow(Workload workload) {
    return workload.toBuilder()
        .priority(LOW_PRIORITY)
        .priorityClassName("temper-low")
        .build();
  }
}
