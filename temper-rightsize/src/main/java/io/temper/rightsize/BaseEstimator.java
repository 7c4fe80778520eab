package io.temper.rightsize;

import io.temper.rightsize.usage.Times;
import io.temper.workload.CpuQuantity;
import java.time.Duration;

/**
 * What the Vertical Pod Autoscaler's recommender (1.7) would recommend for the same usage: percentiles
 * of the CPUs used, with a margin, a bound's {@link ConfidenceFactor}, and a minimum, in this order. As
 * there, amounts are cut to whole thousandths of a CPU after each step. It sees what a container got,
 * so a starved one seems to want little; {@link ThreadAwareEstimator} is what we recommend by.
 *
 * @param lowerPercent percentile of the lower bound
 * @param targetPercent percentile of the target
 * @param upperPercent percentile of the upper bound
 * @param margin what is added to each, as a share
 * @param lowerFactor widens the lower bound
 * @param upperFactor widens the upper bound
 * @param confidenceInterval how much history, of a sample per minute, gives a confidence of 1
 * @param podMinimum the least for a pod; shared evenly by its containers
 */
public record BaseEstimator(
    double lowerPercent,
    double targetPercent,
    double upperPercent,
    double margin,
    ConfidenceFactor lowerFactor,
    ConfidenceFactor upperFactor,
    Duration confidenceInterval,
    CpuQuantity podMinimum) {
  /** The recommender's defaults. */
  public static final BaseEstimator STANDARD = new BaseEstimator(
      50,
      90,
      95,
      0.15,
      new ConfidenceFactor(0.001, -2),
      new ConfidenceFactor(1, 1),
      Duration.ofHours(24),
      CpuQuantity.ofMillis(25));

  /** The recommender's largest amount: "no history" as an upper bound. */
  static final long LARGEST_MILLIS = 100_000_000_000_000L;

  /**
   * Estimates one container.
   *
   * @param history what it used
   * @param containers how many containers its pod has, at least 1
   * @return the request and its bounds
   */
  public Estimate estimate(UsageHistory history, int containers) {
    double confidence = confidence(history);
    return new Estimate(
        atLeast(containers, bound(history, lowerPercent, lowerFactor.of(confidence))),
        atLeast(containers, bound(history, targetPercent, 1)),
        atLeast(containers, bound(history, upperPercent, upperFactor.of(confidence))));
  }

  /**
   * Returns how much history there is.
   *
   * @param history the history
   * @return its span or its number of samples, whichever is less, per confidence interval; not bounded
   */
  public double confidence(UsageHistory history) {
    double spans = Times.seconds(history.span()) / Times.seconds(confidenceInterval);
    return Math.min(spans, history.samples() / (double) confidenceInterval.toMinutes());
  }

  /** Returns an amount times a factor, cut to whole thousandths and to the largest amount. */
  static long scaled(double millis, double factor) {
    return (long) Math.min(millis * factor, LARGEST_MILLIS);
  }

  /** The margin is cut by itself and then added: 100 m with 15 % are 115 m, while 100 · 1.15 is below 115. */
  static long withMargin(long millis, double margin) {
    return millis + scaled((double) millis, margin);
  }

  private long bound(UsageHistory history, double percent, double factor) {
    long used = scaled(history.usage().percentile(percent), 1000);
    return scaled((double) withMargin(used, margin), factor);
  }

  private CpuQuantity atLeast(int containers, long millis) {
    return CpuQuantity.ofMillis(Math.max(millis, podMinimum.millis() / containers));
  }
}
