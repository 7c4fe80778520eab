package io.temper.rightsize.usage;

import java.time.Duration;

/**
 * What one thread did in a window, as {@code /proc/PID/task/TID/schedstat} counts it.
 *
 * @param ran how long it ran
 * @param waited how long it was runnable and did not run, whatever kept it from running
 */
public record ThreadUse(Duration ran, Duration waited) {
  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if one of them is negative
   */
  public ThreadUse {
    Times.requireNotNegative(ran, "run time");
    Times.requireNotNegative(waited, "wait");
  }

  /** Returns what it did since an earlier reading; nothing where a counter went back. */
  ThreadUse since(ThreadUse earlier) {
    Duration run = ran.minus(earlier.ran);
    Duration wait = waited.minus(earlier.waited);
    return new ThreadUse(
        run.isNegative() ? Duration.ZERO : run, wait.isNegative() ? Duration.ZERO : wait);
  }

  /** Returns as much of it as fits into a window, if it is of a longer time: each part of it alike. */
  ThreadUse within(Duration window) {
    double share = window.toNanos() / (double) ran.plus(waited).toNanos();
    return share >= 1
        ? this
        : new ThreadUse(
            Times.ofNanos(ran.toNanos() * share), Times.ofNanos(waited.toNanos() * share));
  }

  /**
   * Returns how long the thread would have run, had nobody but its own CPU limit kept it waiting. A
   * thread that works and then sleeps gets around less often while it waits, but its sleeps stay the
   * same; so the time that it did not wait is what its run time is measured against:
   *
   * <pre>
   *   wanted = run · window / (window − contention)
   * </pre>
   *
   * <p>A thread that never sleeps has window = run + wait, and gets run + contention. For every thread
   * the result lies between run (it would not run more often) and run + contention (it never sleeps).
   *
   * @param windowNanos the length of the window, above 0
   * @param contentionShare which part of its wait was contention, 0 to 1; the rest was throttling
   * @return nanoseconds
   */
  double wantedNanos(long windowNanos, double contentionShare) {
    double run = Math.min(ran.toNanos(), windowNanos);
    double contention = Math.min(waited.toNanos() * contentionShare, windowNanos - run);
    if (run == 0) {
      // It never got a turn, so nothing tells what it would do with one: at most this.
      return contention;
    }
    return Math.min(run * windowNanos / (windowNanos - contention), run + contention);
  }
}
