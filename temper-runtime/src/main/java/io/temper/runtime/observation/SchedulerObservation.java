package io.temper.runtime.observation;

import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import java.util.List;

/**
 * What the scheduler in charge had done at one moment. All numbers count from its attachment on.
 *
 * @param snapshot by layer
 * @param delays which layer made which wait
 * @param cpus by CPU
 */
public record SchedulerObservation(
    SchedulerSnapshot snapshot, LayerDelays delays, List<CpuStats> cpus) {
  /** Copies the list. */
  public SchedulerObservation {
    cpus = List.copyOf(cpus);
  }
}
