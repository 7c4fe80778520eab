package io.temper.lab.vm;

import java.time.Duration;

/**
 * How long a guest may take.
 *
 * @param boot from the start until its command begins
 * @param timers of that, the proof that each CPU's timer fires
 * @param whole from the start to the end
 */
record GuestLimits(Duration boot, Duration timers, Duration whole) {
  private static final Duration BOOT = Duration.ofMinutes(6);

  /** A second or two with 16 CPUs on two of the host; the rest is for a host that is busy. */
  private static final Duration TIMERS = Duration.ofMinutes(2);

  static GuestLimits of(Duration whole) {
    return new GuestLimits(BOOT, TIMERS, whole);
  }
}
