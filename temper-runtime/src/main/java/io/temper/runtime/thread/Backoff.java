package io.temper.runtime.thread;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to leave an orchestrator alone after failures in a row: doubling from half a second up to half a
 * minute. Half of it is left to chance, so that a fleet that lost its orchestrator at one moment does not
 * come back at one moment. For one thread.
 */
public final class Backoff {
  /** The first step. */
  public static final Duration FIRST = Duration.ofMillis(500);
  /** No step is longer. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private final DoubleSupplier chance;
  private Duration next = FIRST;

  /**
   * Creates one without a failure.
   *
   * @param chance gives numbers from 0 to below 1
   */
  public Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * Counts a failure.
   *
   * @param asked how long the other side wants to be left alone; zero if it did not say
   * @return how long to wait: between half and all of the present step, and longer than asked
   */
  public Duration afterFailure(Duration asked) {
    Duration half = next.dividedBy(2);
    Duration random = Duration.ofNanos((long) (half.toNanos() * chance.getAsDouble()));
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return (asked.compareTo(half) > 0 ? asked : half).plus(random);
  }

  /** All is well again. */
  public void reset() {
    next = FIRST;
  }
}
