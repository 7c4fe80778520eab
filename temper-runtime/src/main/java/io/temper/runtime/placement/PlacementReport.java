package io.temper.runtime.placement;

import io.temper.profile.ThreadTreatment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the thread profiles at one moment.
 *
 * @param workloads how many workloads have a profile
 * @param groups their groups that have threads, by workload and name
 * @param assigned how often a thread was put into the layer of its group so far
 * @param failures how often that, or reading a group, failed so far; threads that had ended do not count
 * @param problem the last failure, while the last round had one; null otherwise
 */
public record PlacementReport(
    int workloads,
    List<GroupCount> groups,
    long assigned,
    long failures,
    @Nullable String problem) {
  /** Nothing was placed yet. */
  public static final PlacementReport NOTHING = new PlacementReport(0, List.of(), 0, 0, null);

  /** Copies the list. */
  public PlacementReport {
    groups = List.copyOf(groups);
  }

  /**
   * Counts the threads that are treated in one way.
   *
   * @param treatment the way
   * @return 0 or more; those in no group are not counted
   */
  public int threads(ThreadTreatment treatment) {
    return groups.stream()
        .filter(group -> group.treatment() == treatment)
        .mapToInt(GroupCount::threads)
        .sum();
  }
}
