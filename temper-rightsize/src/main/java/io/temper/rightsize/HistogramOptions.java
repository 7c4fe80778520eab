package io.temper.rightsize;

/**
 * How a histogram divides its values into buckets, as the Vertical Pod Autoscaler's recommender does.
 * Bucket 0 starts at 0; the last one has no end. With w the width of bucket 0 and r the ratio, bucket b
 * starts at
 *
 * <pre>
 *   r = 1   w · b
 *   r > 1   w · (r^b − 1) / (r − 1)
 * </pre>
 *
 * @param buckets the number of buckets, at least 2
 * @param firstWidth the width of bucket 0, above 0
 * @param ratio how much wider each bucket is than the one before, at least 1
 * @param epsilon a bucket with less weight counts as empty, at least 0
 */
public record HistogramOptions(int buckets, double firstWidth, double ratio, double epsilon) {
  /** The weight that the recommender gives to each sample of CPU usage. */
  static final double SAMPLE_WEIGHT = 0.1;

  private static final double EPSILON = 0.001 * SAMPLE_WEIGHT;

  /** CPUs, as the recommender counts them: 176 buckets from 10 m to 1000 CPUs, each 5 % wider. */
  public static final HistogramOptions CPUS = exponential(1000, 0.01, 1.05, EPSILON);

  /** Numbers of threads: 0 to 127 have a bucket each, all more share one. */
  static final HistogramOptions THREADS = linear(128, 1, EPSILON);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public HistogramOptions {
    if (buckets < 2 || !(firstWidth > 0) || !(ratio >= 1) || !(epsilon >= 0)) {
      throw new IllegalArgumentException(
          "a histogram has at least 2 buckets, a width above 0, a ratio"
              + " of at least 1 and an epsilon of at least 0: "
              + buckets + ", " + firstWidth + ", " + ratio + ", " + epsilon);
    }
  }

  /**
   * Returns buckets of equal width.
   *
   * @param largest the last bucket starts at this value or above
   * @param width the width of each bucket
   * @param epsilon a bucket with less weight counts as empty
   * @return the options
   * @throws IllegalArgumentException if a number is out of range
   */
  public static HistogramOptions linear(double largest, double width, double epsilon) {
    return new HistogramOptions((int) Math.ceil(largest / width) + 1, width, 1, epsilon);
  }

  /**
   * Returns buckets of growing width.
   *
   * @param largest the last bucket starts at this value or above
   * @param firstWidth the width of bucket 0
   * @param ratio how much wider each bucket is than the one before, above 1
   * @param epsilon a bucket with less weight counts as empty
   * @return the options
   * @throws IllegalArgumentException if a number is out of range
   */
  public static HistogramOptions exponential(
      double largest, double firstWidth, double ratio, double epsilon) {
    double steps = Math.log(largest * (ratio - 1) / firstWidth + 1) / Math.log(ratio);
    return new HistogramOptions((int) Math.ceil(steps) + 1, firstWidth, ratio, epsilon);
  }

  /**
   * Returns the bucket of a value.
   *
   * @param value any number; below 0 counts as 0
   * @return 0 up to the last bucket
   */
  public int bucketOf(double value) {
    if (value < firstWidth) {
      return 0;
    }
    double widths = value / firstWidth;
    double bucket = ratio > 1 ? Math.log(widths * (ratio - 1) + 1) / Math.log(ratio) : widths;
    return (int) Math.min(bucket, buckets - 1);
  }

  /**
   * Returns where a bucket starts.
   *
   * @param bucket 0 up to the last bucket
   * @return the smallest value in it
   * @throws IllegalArgumentException if there is no such bucket
   */
  public double startOf(int bucket) {
    if (bucket < 0 || bucket >= buckets) {
      throw new IllegalArgumentException("there is no bucket " + bucket + " of " + buckets);
    }
    return ratio > 1
        ? firstWidth * (Math.pow(ratio, bucket) - 1) / (ratio - 1)
        : firstWidth * bucket;
  }

  /** Returns where a bucket ends; the last one has no end, so where it starts. */
  double endOf(int bucket) {
    return startOf(Math.min(bucket + 1, buckets - 1));
  }
}
