package io.temper.runtime.observation;

import io.temper.runtime.safemode.Enforcement;
import io.temper.spi.AttachedScheduler;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the scheduler in charge.
 *
 * @param enforcement holds it
 */
public record SchedulerReader(Enforcement enforcement)
    implements Supplier<Optional<SchedulerObservation>> {

  /**
   * Reads it now.
   *
   * @return empty if none is in charge
   */
  @Override
  public Optional<SchedulerObservation> get() {
    return enforcement.inCharge().flatMap(SchedulerReader::read);
  }

  private static Optional<SchedulerObservation> read(AttachedScheduler scheduler) {
    try {
      return Optional.of(
          new SchedulerObservation(scheduler.snapshot(), scheduler.delays(), scheduler.cpus()));
    } catch (IllegalStateException closedMeanwhile) {
      return Optional.empty();
    }
  }
}
