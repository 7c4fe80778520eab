package io.temper.agent.control;

/**
 * How long to leave alone what fails at once: twice as long each time, from 50 ms to 2 s. All times by a
 * clock that never steps. For one thread.
 */
final class Backoff {
  private static final long FIRST_NANOS = 50_000_000;
  private static final long LONGEST_NANOS = 2_000_000_000;

  private long pauseNanos;
  private long until;

  /** Returns whether this failure is the first one in a row. */
  boolean failed(long nowNanos) {
    boolean first = pauseNanos == 0;
    pauseNanos = first ? FIRST_NANOS : Math.min(LONGEST_NANOS, 2 * pauseNanos);
    until = nowNanos + pauseNanos;
    return first;
  }

  void succeeded() {
    pauseNanos = 0;
  }

  /** How long it is still left alone; 0 if it is not. */
  long leftNanos(long nowNanos) {
    return pauseNanos == 0 ? 0 : Math.max(0, until - nowNanos);
  }
}
