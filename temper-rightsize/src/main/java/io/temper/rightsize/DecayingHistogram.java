package io.temper.rightsize;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A histogram whose samples lose half of their weight in each half-life, as the Vertical Pod
 * Autoscaler's recommender keeps one per container. A percentile is the <em>end</em> of the bucket that
 * it falls into. Immutable.
 */
public final class DecayingHistogram {
  private final HistogramOptions options;
  private final DecayingWeights weights;

  private DecayingHistogram(HistogramOptions options, DecayingWeights weights) {
    this.options = options;
    this.weights = weights;
  }

  /**
   * Returns a histogram without samples.
   *
   * @param options its buckets
   * @param halfLife after which time a sample counts half; above 0
   * @return the histogram
   * @throws IllegalArgumentException if {@code halfLife} is not above 0
   */
  public static DecayingHistogram empty(HistogramOptions options, Duration halfLife) {
    if (halfLife.isZero() || halfLife.isNegative()) {
      throw new IllegalArgumentException("a half-life is above 0: " + halfLife);
    }
    return new DecayingHistogram(options, DecayingWeights.none(halfLife, options.buckets()));
  }

  /**
   * Adds a sample.
   *
   * @param value what was measured; below 0 counts as 0
   * @param weight how much it counts, at least 0
   * @param at when it was measured; any order
   * @return the sum
   * @throws IllegalArgumentException if {@code weight} is negative or not finite
   */
  public DecayingHistogram plus(double value, double weight, Instant at) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a weight is finite and not negative: " + weight);
    }
    return new DecayingHistogram(options, weights.plus(at, options.bucketOf(value), weight));
  }

  /**
   * Adds the samples of another histogram. The order in which histograms are added makes no difference
   * beyond the rounding of {@code double}.
   *
   * @param other a histogram of the same buckets and half-life
   * @return the sum
   * @throws IllegalArgumentException if buckets or half-life differ
   */
  public DecayingHistogram plus(DecayingHistogram other) {
    if (!options.equals(other.options) || !weights.isLike(other.weights)) {
      throw new IllegalArgumentException(
          "histograms of other buckets or another half-life do not go together: " + options + " "
              + halfLife() + ", " + other.options + " " + other.halfLife());
    }
    return new DecayingHistogram(options, weights.plus(other.weights));
  }

  /**
   * Returns the value that a share of the weight does not exceed.
   *
   * @param percent 0 to 100
   * @return the end of the bucket that the share ends in, or the start of the last bucket, which has no
   *     end; 0 without samples
   * @throws IllegalArgumentException if {@code percent} is out of range
   */
  public double percentile(double percent) {
    return valueAt(percent, options::endOf);
  }

  /**
   * Returns the middle of the bucket that {@link #percentile} returns the end of: half as far from the
   * truth at worst.
   *
   * @param percent 0 to 100
   * @return the value; 0 without samples
   * @throws IllegalArgumentException if {@code percent} is out of range
   */
  public double middle(double percent) {
    return valueAt(percent, bucket -> (options.startOf(bucket) + options.endOf(bucket)) / 2);
  }

  /**
   * Tells whether no bucket has a weight that counts.
   *
   * @return true without samples
   */
  public boolean isEmpty() {
    return lowest() == options.buckets();
  }

  /**
   * Returns the weight of all samples as it is worth at a moment.
   *
   * @param moment any time
   * @return 0 or more
   */
  public double totalAt(Instant moment) {
    return weights.totalAt(moment);
  }

  /**
   * Returns the buckets.
   *
   * @return what they were made with
   */
  public HistogramOptions options() {
    return options;
  }

  /**
   * Returns after which time a sample counts half.
   *
   * @return above 0
   */
  public Duration halfLife() {
    return weights.halfLife();
  }

  DecayingWeights weights() {
    return weights;
  }

  /** Returns this histogram with other weights, of as many buckets and the same half-life. */
  DecayingHistogram with(DecayingWeights other) {
    if (!weights.isLike(other)) {
      throw new IllegalArgumentException("these weights are not of " + options);
    }
    return new DecayingHistogram(options, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecayingHistogram that
        && options.equals(that.options)
        && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  private double valueAt(double percent, IntToDoubleFunction valueOf) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile is 0 to 100: " + percent);
    }
    return isEmpty() ? 0 : valueOf.applyAsDouble(bucketAt(percent / 100 * weights.rawTotal()));
  }

  private int bucketAt(double threshold) {
    int last = highest();
    int bucket = lowest();
    double seen = weights.raw(bucket);
    while (bucket < last && seen < threshold) {
      bucket++;
      seen += weights.raw(bucket);
    }
    return bucket;
  }

  private int lowest() {
    int bucket = 0;
    while (bucket < options.buckets() && !counts(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /** Returns the last bucket that counts, if one does. */
  private int highest() {
    int bucket = options.buckets() - 1;
    while (!counts(bucket)) {
      bucket--;
    }
    return bucket;
  }

  /** A weight of nothing never counts, even where epsilon is 0. */
  private boolean counts(int bucket) {
    return weights.raw(bucket) > 0 && weights.raw(bucket) >= options.epsilon();
  }
}
