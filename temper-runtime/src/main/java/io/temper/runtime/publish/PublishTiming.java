package io.temper.runtime.publish;

import java.time.Duration;

/**
 * How changes of the shape are gathered. Changes of membership are never held back.
 *
 * @param debounce how long the shape must rest before it is published
 * @param maxStaleness how long a change of the shape is held back at most, even if it does not rest
 * @param weightBandPercent a weight that differs by less from the one in force stays as it is; 0 for
 *     none
 */
public record PublishTiming(Duration debounce, Duration maxStaleness, int weightBandPercent) {
  /** 50 ms, at most 500 ms, 5 percent. */
  public static final PublishTiming STANDARD =
      new PublishTiming(Duration.ofMillis(50), Duration.ofMillis(500), 5);

  private static final int WHOLE = 100;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PublishTiming {
    if (debounce.isNegative() || maxStaleness.compareTo(debounce) < 0) {
      throw new IllegalArgumentException("the debounce, " + debounce
          + ", must be 0 or more and no longer than the maximum staleness, " + maxStaleness);
    }
    if (weightBandPercent < 0 || weightBandPercent >= WHOLE) {
      throw new IllegalArgumentException(
          "the dead-band of weights is 0 to 99 percent: " + weightBandPercent);
    }
  }
}
