package io.temper.runtime.placement;

import io.temper.profile.PlacedGroup;
import io.temper.workload.WorkloadId;
import java.util.Map;
import java.util.TreeMap;
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

  ThreadPlacement placement(Map<WorkloadId, WorkloadThreads> known) {
    TreeMap<String, Integer> threads = new TreeMap<>();
    known.forEach((id, all) -> all.all().forEach(thread -> {
      PlacedGroup group = thread.group();
      if (group != null) {
        threads.merge(id + "/" + group.name() + "/" + group.treatment().label(), 1, Integer::sum);
      }
    }));
    return new ThreadPlacement(known.size(), threads, assigned, failures, problem);
  }
}
