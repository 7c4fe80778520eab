package io.temper.agent.demo.measure;

import java.util.Arrays;
import java.util.List;

/**
 * A figure over several rounds.
 *
 * @param median the middle value, or the mean of the two middle ones
 * @param min the smallest
 * @param max the largest
 * @param rounds how many values there were, at least 1
 */
public record Spread(double median, double min, double max, int rounds) {
  public Spread {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be positive: " + rounds);
    }
    if (!(min <= median && median <= max)) {
      throw new IllegalArgumentException(
          "median must lie within the range: " + min + " <= " + median + " <= " + max);
    }
  }

  /**
   * Returns the spread of {@code values}, in any order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    return new Spread(medianOfSorted(sorted), sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** Returns the median of {@code values}, which stay as they are. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return medianOfSorted(sorted);
  }

  private static double medianOfSorted(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
