package io.temper.kernel;

import java.time.Duration;

/**
 * The most that a scheduler can take.
 *
 * @param layers layers, the two built-in ones included
 * @param cpus CPU numbers, counted from 0: the highest CPU number is one less
 * @param domains last-level caches
 * @param members control groups with a layer of their own
 * @param minSlice the shortest slice
 * @param maxSlice the longest slice
 */
public record KernelLimits(
    int layers, int cpus, int domains, int members, Duration minSlice, Duration maxSlice) {
  /**
   * The limits of Temper's own scheduler. The longest slice keeps far below the kernel's watchdog,
   * which ends a scheduler that lets a thread wait for 30 s.
   */
  public static final KernelLimits STANDARD =
      new KernelLimits(64, 1024, 64, 16_384, Duration.ofNanos(100_000), Duration.ofSeconds(1));
}
