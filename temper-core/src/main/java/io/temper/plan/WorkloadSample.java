package io.temper.plan;

import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some of many workloads: enough to act on, and never a list as long as the node is full.
 *
 * @param total how many there are
 * @param first the first of them, at most {@value #MAX_NAMED}
 */
public record WorkloadSample(int total, List<WorkloadId> first) {
  /** How many workloads are named. */
  public static final int MAX_NAMED = 10;

  private static final WorkloadSample NONE = new WorkloadSample(0, List.of());

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException unless {@code first} names as many of {@code total} as it may
   */
  public WorkloadSample {
    first = List.copyOf(first);
    if (first.size() != Math.min(total, MAX_NAMED)) {
      throw new IllegalArgumentException("a sample of " + total + " workloads must name "
          + Math.min(total, MAX_NAMED) + ", not " + first.size());
    }
  }

  /**
   * Returns the sample of no workloads.
   *
   * @return a sample whose total is 0
   */
  public static WorkloadSample none() {
    return NONE;
  }

  /**
   * Returns the sample of the given workloads.
   *
   * @param all all of them, in the order to be named in
   * @return their number and the first of them
   */
  public static WorkloadSample of(List<WorkloadId> all) {
    return all.isEmpty()
        ? NONE
        : new WorkloadSample(all.size(), all.subList(0, Math.min(all.size(), MAX_NAMED)));
  }

  /**
   * Tells whether there are none.
   *
   * @return true if the total is 0
   */
  public boolean isEmpty() {
    return total == 0;
  }

  /** Returns the names, and how many more there are: {@code shop/web, shop/db and 3 more}. */
  @Override
  public String toString() {
    String names = first.stream().map(WorkloadId::toString).collect(Collectors.joining(", "));
    int more = total - first.size();
    return more == 0 ? names : names + " and " + more + " more";
  }
}
