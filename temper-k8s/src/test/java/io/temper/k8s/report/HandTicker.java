package io.temper.k8s.report;

import io.temper.runtime.clock.Ticker;
import java.time.Duration;
import java.time.Instant;

/** Clocks that a test turns by hand. */
final class HandTicker implements Ticker {
  private long nanos = 1_000;
  private Duration step = Duration.ZERO;

  void advance(Duration time) {
    nanos += time.toNanos();
  }

  /** Sets the clock of the day; the other one goes on. */
  void step(Duration by) {
    step = step.plus(by);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return SampleStatus.NOW.plusNanos(nanos).plus(step);
  }
}
