package io.temper.rightsize;

import io.temper.rightsize.usage.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Weights that lose half of their worth in each half-life. Immutable.
 *
 * <p>Nothing is lowered as time goes by: what comes later is entered with a larger factor, 2^(age of
 * the reference / half-life), so weights compare as if the older ones had been lowered. When the factor
 * would grow beyond 2^100, the reference moves and all weights are scaled once.
 */
public final class DecayingWeights {
  private static final double LARGEST_EXPONENT = 100;

  private final Duration halfLife;

  /** When the factor is 1; null while there is no weight. */
  private final @Nullable Instant reference;

  private final double[] weights;

  private DecayingWeights(Duration halfLife, @Nullable Instant reference, double[] weights) {
    this.halfLife = halfLife;
    this.reference = reference;
    this.weights = weights;
  }

  static DecayingWeights none(Duration halfLife, int count) {
    return new DecayingWeights(halfLife, null, new double[count]);
  }

  /**
   * Returns weights of the same half-life and number, as they were kept.
   *
   * @param when the {@link #reference} that they were kept with; null if there is no weight
   * @param kept the weights
   * @return other weights
   * @throws IllegalArgumentException if there are more or fewer, or one is negative or not finite
   */
  public DecayingWeights restored(@Nullable Instant when, double... kept) {
    if (kept.length != weights.length) {
      throw new IllegalArgumentException(weights.length + " weights, not " + kept.length);
    }
    for (double weight : kept) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a weight is finite and not negative: " + weight);
      }
    }
    return new DecayingWeights(halfLife, when, kept.clone());
  }

  /** Adds an amount to each weight, worth as much as one of that moment. */
  DecayingWeights plus(Instant at, double... amounts) {
    Instant base = baseFor(at);
    double[] sum = scaledTo(base);
    double factor = factor(base, at);
    Arrays.setAll(sum, i -> sum[i] + amounts[i] * factor);
    return new DecayingWeights(halfLife, base, sum);
  }

  /** Adds an amount to one weight. */
  DecayingWeights plus(Instant at, int index, double amount) {
    Instant base = baseFor(at);
    double[] sum = scaledTo(base);
    sum[index] += amount * factor(base, at);
    return new DecayingWeights(halfLife, base, sum);
  }

  /** Adds other weights of the same half-life and number. */
  DecayingWeights plus(DecayingWeights other) {
    if (reference == null) {
      return other;
    }
    if (other.reference == null) {
      return this;
    }
    Instant base = reference.isAfter(other.reference) ? reference : other.reference;
    double[] sum = scaledTo(base);
    double[] theirs = other.scaledTo(base);
    Arrays.setAll(sum, i -> sum[i] + theirs[i]);
    return new DecayingWeights(halfLife, base, sum);
  }

  /**
   * Returns a weight as it is kept: relative to the {@link #reference}.
   *
   * @param index 0 and up
   * @return 0 or more
   * @throws IndexOutOfBoundsException if there is no such weight
   */
  public double raw(int index) {
    return weights[index];
  }

  /**
   * Returns what a weight is worth at a moment: 1 for an amount of 1 that was added then.
   *
   * @param moment any time
   * @param index 0 and up
   * @return 0 or more
   * @throws IndexOutOfBoundsException if there is no such weight
   */
  public double at(Instant moment, int index) {
    return reference == null ? 0 : weights[index] / factor(reference, moment);
  }

  double rawTotal() {
    return Arrays.stream(weights).sum();
  }

  double totalAt(Instant moment) {
    return reference == null ? 0 : rawTotal() / factor(reference, moment);
  }

  /**
   * Returns how many weights there are.
   *
   * @return 1 or more
   */
  public int count() {
    return weights.length;
  }

  Duration halfLife() {
    return halfLife;
  }

  /**
   * Returns when an amount of 1 is kept as 1.
   *
   * @return empty while there is no weight
   */
  public Optional<Instant> reference() {
    return Optional.ofNullable(reference);
  }

  boolean isLike(DecayingWeights other) {
    return halfLife.equals(other.halfLife) && weights.length == other.weights.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecayingWeights that
        && halfLife.equals(that.halfLife)
        && Objects.equals(reference, that.reference)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }

  private Instant baseFor(Instant at) {
    return reference == null || exponent(reference, at) > LARGEST_EXPONENT ? at : reference;
  }

  private double[] scaledTo(Instant base) {
    double[] scaled = weights.clone();
    if (reference != null && !reference.equals(base)) {
      double factor = factor(base, reference);
      Arrays.setAll(scaled, i -> scaled[i] * factor);
    }
    return scaled;
  }

  private double factor(Instant base, Instant at) {
    return Math.pow(2, exponent(base, at));
  }

  private double exponent(Instant base, Instant at) {
    return Times.seconds(Duration.between(base, at)) / Times.seconds(halfLife);
  }
}
