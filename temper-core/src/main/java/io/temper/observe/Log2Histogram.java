package io.temper.observe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations counted in powers of two of a microsecond, as the kernel side counts them: bucket 0 holds
 * what is below 1 µs, bucket i holds 2<sup>i−1</sup> µs up to but not including 2<sup>i</sup> µs,
 * and the last bucket everything longer. Immutable.
 */
public final class Log2Histogram {
  private final long[] counts;

  private Log2Histogram(long[] counts) {
    this.counts = counts;
  }

  /**
   * Returns the histogram of the given counts.
   *
   * @param counts how many durations fell into each bucket; 2 to 63 buckets, none negative
   * @return the histogram
   * @throws IllegalArgumentException if a count is negative or the number of buckets is out of range
   */
  public static Log2Histogram of(long... counts) {
    if (counts.length < 2 || counts.length > 63) {
      throw new IllegalArgumentException("a histogram has 2 to 63 buckets: " + counts.length);
    }
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("a count must not be negative: " + count);
      }
    }
    return new Log2Histogram(counts.clone());
  }

  /**
   * Returns the number of buckets.
   *
   * @return 2 to 63
   */
  public int buckets() {
    return counts.length;
  }

  /**
   * Returns how many durations fell into a bucket.
   *
   * @param bucket 0 and up
   * @return 0 or more
   * @throws IndexOutOfBoundsException if there is no such bucket
   */
  public long count(int bucket) {
    return counts[bucket];
  }

  /**
   * Returns the number of all durations.
   *
   * @return 0 or more
   */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Returns the duration that the given share of all durations does not exceed: the upper edge of the
   * bucket that the share ends in, so the true value is between half of it and it. In the last bucket,
   * which has no upper edge, it is the lower edge: the true value is that or more.
   *
   * @param percent above 0, at most 100
   * @return microseconds; 0 if nothing was counted
   * @throws IllegalArgumentException if {@code percent} is out of range
   */
  public long percentileMicros(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile is above 0 and at most 100: " + percent);
    }
    long total = total();
    long rank = (long) Math.ceil(total * (percent / 100));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length && total > 0; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return 1L << Math.min(bucket, counts.length - 2);
      }
    }
    return 0;
  }

  /**
   * Returns the counts of both histograms together.
   *
   * @param other a histogram of as many buckets
   * @return the sum
   * @throws IllegalArgumentException if the number of buckets differs
   */
  public Log2Histogram plus(Log2Histogram other) {
    requireSameBuckets(other);
    long[] sum = counts.clone();
    Arrays.setAll(sum, bucket -> sum[bucket] + other.counts[bucket]);
    return new Log2Histogram(sum);
  }

  /**
   * Returns what was counted since an earlier state of the same histogram.
   *
   * @param earlier the earlier state, of as many buckets
   * @return the difference
   * @throws IllegalArgumentException if the number of buckets differs or a count went down
   */
  public Log2Histogram since(Log2Histogram earlier) {
    requireSameBuckets(earlier);
    long[] difference = counts.clone();
    Arrays.setAll(difference, bucket -> difference[bucket] - earlier.counts[bucket]);
    return of(difference);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Log2Histogram that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  /** Returns the counts, for messages. */
  @Override
  public String toString() {
    return Arrays.toString(counts);
  }

  private void requireSameBuckets(Log2Histogram other) {
    if (other.counts.length != counts.length) {
      throw new IllegalArgumentException("histograms of " + counts.length + " and "
          + other.counts.length + " buckets do not go together");
    }
  }
}
