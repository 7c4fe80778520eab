package io.temper.rightsize.usage;

import java.time.Duration;

/**
 * How a CPU limit held a container up in a window, as its {@code cpu.stat} counts it.
 *
 * @param periods how many periods of the limit had work
 * @param throttledPeriods in how many of them the container was held
 * @param time for how long it was held, of all CPUs together: two CPUs held for 1 s make 2 s
 */
public record Throttling(long periods, long throttledPeriods, Duration time) {
  /** No limit, or one that never held anything up. */
  public static final Throttling NONE = new Throttling(0, 0, Duration.ZERO);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative, or more periods were throttled than there were
   */
  public Throttling {
    Times.requireNotNegative(time, "throttled time");
    if (throttledPeriods < 0 || periods < throttledPeriods) {
      throw new IllegalArgumentException(
          "of " + periods + " periods " + throttledPeriods + " cannot have been throttled");
    }
  }

  /**
   * Returns which part of the wait of a container's threads was throttling. The kernel counts the time
   * per CPU and the wait per thread, and a held thread counts as waiting: with r threads runnable on c
   * CPUs each held CPU holds max(1, r/c) of them.
   *
   * @param queueWait the wait of all threads
   * @param runnable how many threads were runnable, on average
   * @param cpus how many CPUs the container could use, at least 1
   * @return zero up to {@code queueWait}
   */
  Duration threadWait(Duration queueWait, double runnable, int cpus) {
    Duration held = Times.ofNanos(time.toNanos() * Math.max(1, runnable / cpus));
    return held.compareTo(queueWait) < 0 ? held : queueWait;
  }

  Throttling plus(Throttling other) {
    return new Throttling(
        periods + other.periods, throttledPeriods + other.throttledPeriods, time.plus(other.time));
  }
}
