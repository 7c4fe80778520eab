package io.temper.linux;

import java.util.Optional;

/**
 * How much of the time the threads of a host or of a control group were held up by a lack of CPU,
 * memory or I/O: the kernel's pressure stall information (PSI).
 *
 * @param some the time in which at least one thread was held up
 * @param full the time in which all threads that had work were held up at once; empty where the
 *     kernel does not tell. Of the CPU of a whole host it is always 0: there somebody runs
 */
public record Pressure(Stall some, Optional<Stall> full) {
  /**
   * Time in which threads were held up.
   *
   * @param percent10 share of the last 10 seconds in percent, 0 to 100
   * @param percent60 share of the last 60 seconds in percent, 0 to 100
   * @param percent300 share of the last 300 seconds in percent, 0 to 100
   * @param totalMicros all of it since the host started or the group was made, in microseconds;
   *     never negative
   */
  public record Stall(double percent10, double percent60, double percent300, long totalMicros) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is outside its range
     */
    public Stall {
      requirePercent(percent10);
      requirePercent(percent60);
      requirePercent(percent300);
      if (totalMicros < 0) {
        throw new IllegalArgumentException(
            "the total must be 0 or more microseconds: " + totalMicros);
      }
    }

    private static void requirePercent(double percent) {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("a share is 0 to 100 percent: " + percent);
      }
    }
  }
}
