package io.temper.kernel;

import java.time.Duration;

/**
 * How long a layer may be kept waiting by layers that preempt it.
 *
 * @param turn a layer that is owed this much CPU time by its weight gets it in one undisturbed turn;
 *     positive
 * @param maxWait no runnable thread waits longer than this; positive
 */
public record FairnessBounds(Duration turn, Duration maxWait) {
  /**
   * A turn of one tick at 250 Hz, the shortest time that every kernel can enforce, and a wait that is
   * a third of what the kernel's watchdog allows.
   */
  public static final FairnessBounds STANDARD =
      new FairnessBounds(Duration.ofMillis(4), Duration.ofSeconds(10));

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is not positive or the turn exceeds the wait
   */
  public FairnessBounds {
    if (turn.isNegative() || turn.isZero() || maxWait.compareTo(turn) < 0) {
      throw new IllegalArgumentException(
          "a turn must be positive and not above the longest wait: " + turn + ", " + maxWait);
    }
  }
}
