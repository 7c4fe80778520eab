package io.temper.agent.report.observe;

import io.temper.kernel.KernelConfig;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;

/**
 * What a scheduler had done at one moment.
 *
 * @param nanos the moment, on a clock of no particular origin
 * @param config what it went by
 * @param snapshot what its layers had done
 * @param delays which layer had made which wait
 */
public record LayerSample(
    long nanos, KernelConfig config, SchedulerSnapshot snapshot, LayerDelays delays) {

  /** Takes a sample of {@code source} at the moment {@code nanos}. */
  public static LayerSample of(LayerSource source, long nanos) {
    return new LayerSample(nanos, source.config(), source.snapshot(), source.delays());
  }
}
