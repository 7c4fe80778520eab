package io.temper.bpf;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A value and when it was read. Code that runs for the first time, or a thread that must wait for a
 * CPU in between, makes a reading last for hundreds of milliseconds in an emulated machine, and nobody
 * knows to which moment of them the value belongs. So it is read until once it went fast.
 *
 * @param startNanos {@link System#nanoTime} before it was read
 * @param tookNanos how long that took
 */
record Reading<T>(T value, long startNanos, long tookNanos) {
  private static final Duration FAST = Duration.ofMillis(2);
  private static final Duration SLOW = Duration.ofMillis(100);
  private static final int TRIES = 20;

  /**
   * Returns the first reading that is fast enough, or the fastest of some.
   *
   * @throws AssertionError if all are so slow that they say nothing
   */
  static <T> Reading<T> of(Supplier<T> source) {
    var best = once(source);
    for (int i = 1; i < TRIES && best.tookNanos > FAST.toNanos(); i++) {
      var next = once(source);
      best = next.tookNanos < best.tookNanos ? next : best;
    }
    if (best.tookNanos > SLOW.toNanos()) {
      throw new AssertionError("this machine is too busy to measure: a reading takes "
          + best.tookNanos / 1_000_000 + " ms");
    }
    return best;
  }

  private static <T> Reading<T> once(Supplier<T> source) {
    long start = System.nanoTime();
    T value = source.get();
    return new Reading<>(value, start, System.nanoTime() - start);
  }

  /** Returns the time from the middle of one reading to that of the other. */
  Duration since(Reading<?> earlier) {
    return Duration.ofNanos(
        startNanos + tookNanos / 2 - earlier.startNanos - earlier.tookNanos / 2);
  }
}
