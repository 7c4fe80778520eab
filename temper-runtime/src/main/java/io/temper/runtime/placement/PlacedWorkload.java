package io.temper.runtime.placement;

import io.temper.workload.WorkloadId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * A profiled workload and its threads at one moment.
 *
 * @param workload the workload
 * @param profile the id of its profile
 * @param threads its threads by number, those in no group among them
 */
public record PlacedWorkload(
    WorkloadId workload, String profile, Map<Integer, PlacedThread> threads) {
  /** Copies the map. */
  public PlacedWorkload {
    threads = Collections.unmodifiableMap(new HashMap<>(threads));
  }
}
