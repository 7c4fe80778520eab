package io.temper.rightsize;

/**
 * Widens a bound while there is little history: × (1 + multiplier / confidence)<sup>exponent</sup>, the
 * formula of the Vertical Pod Autoscaler's recommender.
 *
 * @param multiplier how much little history matters, at least 0
 * @param exponent above 0 for an upper bound, below 0 for a lower one
 */
public record ConfidenceFactor(double multiplier, double exponent) {
  /**
   * Returns the factor.
   *
   * @param confidence 0 for no history; 1 for a full confidence interval; above 1 for more
   * @return 1 for endless history; without history infinite for an upper bound, 0 for a lower one
   */
  public double of(double confidence) {
    return Math.pow(1 + multiplier / confidence, exponent);
  }
}
