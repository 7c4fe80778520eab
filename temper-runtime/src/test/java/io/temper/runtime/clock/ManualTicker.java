package io.temper.runtime.clock;

import java.time.Duration;
import java.time.Instant;

/** Clocks that a test turns by hand. */
public final class ManualTicker implements Ticker {
  private long nanos = 1_000;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Lets time pass. */
  public void advance(Duration time) {
    nanos += time.toNanos();
    now = now.plus(time);
  }

  /** Sets the time of day, as somebody may, by so much. */
  public void step(Duration by) {
    now = now.plus(by);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return now;
  }
}
