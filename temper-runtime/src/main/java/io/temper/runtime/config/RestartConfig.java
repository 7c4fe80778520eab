package io.temper.runtime.config;

import io.temper.runtime.restart.RestartPolicy;
import java.time.Duration;

/**
 * How often a scheduler that ended by its own fault is attached again.
 *
 * @param budget how many faults within the window are too many; 1 to 100
 * @param window how long a fault counts; 1 s to 24 h
 * @param cooldown how long nothing is tried after too many faults; 1 s to 24 h
 * @param maxCooldown the longest that the cooldown becomes, as it doubles; at least the cooldown
 */
public record RestartConfig(int budget, Duration window, Duration cooldown, Duration maxCooldown) {
  static final Range<Integer> BUDGET = new Range<>(1, 100);
  static final Range<Duration> TIME = new Range<>(Duration.ofSeconds(1), Duration.ofHours(24));

  /** Three faults in ten minutes; then five minutes of rest, at most an hour. */
  public static final RestartConfig STANDARD = new RestartConfig(
      RestartPolicy.STANDARD.budget(),
      RestartPolicy.STANDARD.window(),
      RestartPolicy.STANDARD.cooldown(),
      RestartPolicy.STANDARD.maxCooldown());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range, or the longest cooldown is shorter
   *     than the first
   */
  public RestartConfig {
    BUDGET.require("restart.budget", budget, String::valueOf);
    TIME.require("restart.window", window, ConfigText::of);
    TIME.require("restart.cooldown", cooldown, ConfigText::of);
    TIME.require("restart.max_cooldown", maxCooldown, ConfigText::of);
    if (maxCooldown.compareTo(cooldown) < 0) {
      throw new IllegalArgumentException("restart.max_cooldown, " + ConfigText.of(maxCooldown)
          + ", must not be shorter than restart.cooldown, " + ConfigText.of(cooldown));
    }
  }

  /**
   * Returns how often the scheduler is attached again.
   *
   * @return these numbers, with the standard first pause
   */
  public RestartPolicy policy() {
    return new RestartPolicy(
        budget, window, RestartPolicy.STANDARD.firstPause(), cooldown, maxCooldown);
  }
}
