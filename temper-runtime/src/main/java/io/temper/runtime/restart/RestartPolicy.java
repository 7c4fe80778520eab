package io.temper.runtime.restart;

import java.time.Duration;

/**
 * How often a scheduler that ends by its own fault is attached again.
 *
 * @param budget how many faults within the window open the circuit; at least 1
 * @param window how long a fault counts, and how long an attachment must last to be a success
 * @param firstPause between a first fault and the next attempt; doubles with each, up to the cooldown
 * @param cooldown how long nothing is tried once the circuit is open; doubles each time it opens again
 * @param maxCooldown the longest that it becomes
 */
public record RestartPolicy(
    int budget, Duration window, Duration firstPause, Duration cooldown, Duration maxCooldown) {

  /** Three faults in ten minutes; then five minutes of rest, at most an hour. */
  public static final RestartPolicy STANDARD = new RestartPolicy(
      3, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RestartPolicy {
    if (budget < 1) {
      throw new IllegalArgumentException("the budget of restarts is at least 1: " + budget);
    }
    requirePositive("window", window);
    requirePositive("first pause", firstPause);
    requirePositive("cooldown", cooldown);
    if (maxCooldown.compareTo(cooldown) < 0) {
      throw new IllegalArgumentException("the longest cooldown, " + maxCooldown
          + ", must not be shorter than the first, " + cooldown);
    }
  }

  /** The pause after so many faults in a row, at least one. */
  Duration pauseAfter(int faults) {
    return doubled(firstPause, faults - 1, cooldown);
  }

  /** The cooldown when the circuit opens for the n-th time in a row, from 1. */
  Duration cooldownOf(int opened) {
    return doubled(cooldown, opened - 1, maxCooldown);
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    Duration value = first;
    for (int i = 0; i < times && value.compareTo(most) < 0; i++) {
      value = value.multipliedBy(2);
    }
    return value.compareTo(most) > 0 ? most : value;
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("the " + what + " of restarts must be above 0: " + value);
    }
  }
}
