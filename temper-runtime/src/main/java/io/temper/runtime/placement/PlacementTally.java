package io.temper.runtime.placement;

import io.temper.profile.PlacedGroup;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of threads. For one thread. */
final class PlacementTally {
  private long assigned;
  private long failures;
  private @Nullable String problem;

  /** Begins a round. */
  void begin() {
    problem = null;
  }

  void assigned() {
    assigned++;
  }

  void failed(String what) {
    failures++;
    problem = what;
  }

  PlacementReport placement(Map<WorkloadId, WorkloadThreads> known) {
    List<GroupCount> groups = new ArrayList<>();
    known.forEach((id, threads) -> counted(threads)
        .forEach((group, count) ->
            groups.add(new GroupCount(id, group.name(), group.treatment(), count))));
    groups.sort(
        Comparator.comparing(GroupCount::workload, Comparator.comparing(WorkloadId::toString))
            .thenComparing(GroupCount::name)
            .thenComparing(GroupCount::treatment));
    return new PlacementReport(known.size(), groups, assigned, failures, problem);
  }

  private static Map<PlacedGroup, Integer> counted(WorkloadThreads threads) {
    Map<PlacedGroup, Integer> counts = new HashMap<>();
    for (PlacedThread thread : threads.all()) {
      PlacedGroup group = thread.group();
      if (group != null) {
        counts.merge(group, 1, Integer::sum);
      }
    }
    return counts;
  }
}
