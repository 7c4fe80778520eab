package io.temper.linux;

/**
 * The CPU time that the threads of a control group and of those inside of it have used since the group
 * was made, as its {@code cpu.stat} tells it. No number is ever negative.
 *
 * <p>The kernel counts periods and throttling for a group with a {@link CpuLimit} only, so these are 0
 * for all others; they stand still while a scheduler is attached that does not enforce limits.
 *
 * @param usageMicros all CPU time in microseconds
 * @param userMicros the part spent in programs, in microseconds
 * @param systemMicros the part spent in the kernel, in microseconds
 * @param periods how many periods of its limit had work
 * @param throttledPeriods in how many of them the group was held at its limit
 * @param throttledMicros for how long it was held, in microseconds of wall time, of all CPUs together
 */
public record CpuUsage(
    long usageMicros,
    long userMicros,
    long systemMicros,
    long periods,
    long throttledPeriods,
    long throttledMicros) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public CpuUsage {
    if ((usageMicros | userMicros | systemMicros | periods | throttledPeriods | throttledMicros)
        < 0) {
      throw new IllegalArgumentException("CPU usage is never negative: " + usageMicros + ", "
          + userMicros + ", " + systemMicros + ", " + periods + ", " + throttledPeriods + ", "
          + throttledMicros);
    }
  }
}
