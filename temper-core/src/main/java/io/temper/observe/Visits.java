package io.temper.observe;

import java.time.Duration;

/**
 * Time that threads spent on CPUs of another, confined layer. Both numbers only grow.
 *
 * @param time the time on those CPUs
 * @param runs in how many runs
 */
public record Visits(Duration time, long runs) {
  /** None. */
  public static final Visits NONE = new Visits(Duration.ZERO, 0);

  /**
   * Returns what came since an earlier reading of the same counts.
   *
   * @param earlier the earlier reading
   * @return the difference
   */
  public Visits since(Visits earlier) {
    return new Visits(time.minus(earlier.time), runs - earlier.runs);
  }
}
