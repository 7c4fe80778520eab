package io.temper.agent.demo.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bootstrap intervals of a ratio of medians.
 *
 * <p>Rounds are drawn with replacement, as many as there were, and always as pairs: numerator and
 * denominator of one round were measured seconds apart and share what disturbed that round. The
 * interval reaches from the 2.5th to the 97.5th percentile of {@value #RESAMPLES} such ratios
 * (percentile method, Efron 1979). The generator starts from a fixed seed: the same data give the
 * same interval.
 *
 * <p>With few rounds the interval is too narrow; fewer than 20 are a demonstration, not a result.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 10_000;
  private static final long SEED = 0x7e3b_e71aL;

  private Bootstrap() {}

  /**
   * Returns the ratio of the medians of two figures measured in the same rounds.
   *
   * @param numerator one value per round
   * @param denominator one positive value per round, in the same order
   * @throws IllegalArgumentException if the lists differ in length, are empty, or a denominator is
   *     not positive
   */
  public static Ratio ratioOfMedians(List<Double> numerator, List<Double> denominator) {
    double[] above = toArray(numerator);
    double[] below = toArray(denominator);
    if (above.length != below.length || above.length == 0) {
      throw new IllegalArgumentException(
          "need one value per round for both: " + above.length + " and " + below.length);
    }
    for (double value : below) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("denominator must be positive: " + value);
      }
    }
    double[] ratios = resample(above, below);
    return new Ratio(
        Spread.median(above) / Spread.median(below),
        ratios[(int) (RESAMPLES * 0.025)],
        ratios[(int) (RESAMPLES * 0.975) - 1],
        above.length);
  }

  private static double[] resample(double[] above, double[] below) {
    var random = new SplittableRandom(SEED);
    double[] ratios = new double[RESAMPLES];
    double[] drawnAbove = new double[above.length];
    double[] drawnBelow = new double[above.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < above.length; j++) {
        int round = random.nextInt(above.length);
        drawnAbove[j] = above[round];
        drawnBelow[j] = below[round];
      }
      ratios[i] = Spread.median(drawnAbove) / Spread.median(drawnBelow);
    }
    Arrays.sort(ratios);
    return ratios;
  }

  private static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
