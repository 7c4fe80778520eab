package io.temper.linux;

/**
 * What a thread did with a CPU since it was started, or would have done had it got one.
 *
 * @param runNanos how long it ran, in nanoseconds; never negative
 * @param waitNanos how long it was runnable and did not run, in nanoseconds; never negative
 * @param turns how often it was put onto a CPU; never negative
 */
public record ThreadTimes(long runNanos, long waitNanos, long turns) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public ThreadTimes {
    if ((runNanos | waitNanos | turns) < 0) {
      throw new IllegalArgumentException("the times of a thread are never negative: " + runNanos
          + " ns, " + waitNanos + " ns, " + turns + " turns");
    }
  }
}
