package io.temper.runtime.safemode;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time in which this process ran, by one who looks at a clock in short steps. A step that took longer than
 * twice its length counts as two: in a machine that was suspended, a group that was frozen, or a process that
 * was stopped, nothing that is waited for could go on either. For one thread.
 */
final class TimeAwake {
  private final LongSupplier nanos;
  private final long mostPerStep;
  private long last;
  private long counted;

  /**
   * Creates one that counts from now.
   *
   * @param nanos a clock that never steps
   * @param step between two looks
   */
  TimeAwake(LongSupplier nanos, Duration step) {
    this.nanos = nanos;
    this.mostPerStep = step.multipliedBy(2).toNanos();
    begin();
  }

  /** Counts from now. */
  void begin() {
    last = nanos.getAsLong();
    counted = 0;
  }

  /** Counts the step that ends now, and returns all that was counted, in nanoseconds. */
  long count() {
    long now = nanos.getAsLong();
    counted += Math.min(now - last, mostPerStep);
    last = now;
    return counted;
  }
}
