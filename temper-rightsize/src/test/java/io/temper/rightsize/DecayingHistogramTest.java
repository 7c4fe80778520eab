package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the Vertical Pod Autoscaler's own tests. */
class DecayingHistogramTest {
  private static final Instant START = Instant.ofEpochSecond(1_234_567_890);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final DecayingHistogram EMPTY =
      DecayingHistogram.empty(HistogramOptions.linear(10, 1, 1e-15), HOUR);

  @ParameterizedTest
  @CsvSource({
    "0, 2", "10, 2", "20, 3", "30, 3", "40, 4", "50, 4", "60, 4", "70, 5", "80, 5", "90, 5",
    "100, 5"
  })
  void percentile_samplesAtOnce_isTheEndOfTheBucket(double percent, double value) {
    DecayingHistogram histogram = EMPTY;
    for (int i = 1; i <= 4; i++) {
      histogram = histogram.plus(i, i, START);
    }

    assertThat(histogram.percentile(percent)).isEqualTo(value);
    assertThat(histogram.middle(percent)).isEqualTo(value - 0.5);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "2, 2", "3, 3", "10, 3", "11, 4", "34, 4", "35, 5", "100, 5"})
  void percentile_samplesAnHourApart_countHalfEach(double percent, double value) {
    DecayingHistogram histogram = EMPTY;
    for (int i = 1; i <= 4; i++) {
      histogram = histogram.plus(i, i, START.plus(HOUR.multipliedBy(i)));
    }

    assertThat(histogram.percentile(percent)).isEqualTo(value);
  }

  @Test
  void percentile_largeWeight20HalfLivesOld_isOnlyTheTopThousandth() {
    DecayingHistogram histogram =
        EMPTY.plus(2, 1000, START).plus(1, 1, START.plus(HOUR.multipliedBy(20)));

    assertThat(histogram.percentile(99.9)).isEqualTo(2);
    assertThat(histogram.percentile(100)).isEqualTo(3);
  }

  @Test
  void percentile_weight101HalfLivesOld_isGone() {
    DecayingHistogram histogram =
        EMPTY.plus(2, 1, START).plus(1, 1, START.plus(HOUR.multipliedBy(101)));

    assertThat(histogram.percentile(100)).isEqualTo(2);
  }

  @Test
  void percentile_withoutSamples_isZero() {
    assertThat(EMPTY.percentile(50)).isZero();
    assertThat(EMPTY.isEmpty()).isTrue();
    assertThat(EMPTY.plus(3, 0, START).isEmpty()).isTrue();
  }

  @Test
  void percentile_beyondTheLastBucket_isItsStart() {
    assertThat(EMPTY.plus(1e9, 1, START).percentile(50)).isEqualTo(10);
  }

  @Test
  void plus_histograms_equalsAllSamplesInOne() {
    DecayingHistogram first = EMPTY.plus(1, 1, START).plus(2, 1, START.plus(HOUR));
    Instant later = START.plus(HOUR.multipliedBy(2));
    DecayingHistogram second = EMPTY.plus(2, 1, later).plus(3, 1, START.plus(HOUR));

    DecayingHistogram all = EMPTY
        .plus(2, 1, later)
        .plus(2, 1, START.plus(HOUR))
        .plus(3, 1, START.plus(HOUR))
        .plus(1, 1, START);

    assertThat(first.plus(second)).isEqualTo(all);
  }

  @Test
  void plus_otherBuckets_isRefused() {
    DecayingHistogram other =
        DecayingHistogram.empty(HistogramOptions.linear(10, 1, 1e-15), HOUR.plus(HOUR));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EMPTY.plus(other))
        .withMessageContaining("do not go together");
  }

  /** A bucket below epsilon is as empty as if nothing were in it. */
  @Test
  void percentile_bucketBelowEpsilon_isNotReached() {
    DecayingHistogram half =
        DecayingHistogram.empty(HistogramOptions.linear(10, 1, 0.5), HOUR).plus(1, 8, START);

    assertThat(half.plus(0, 0.25, START).plus(9, 0.25, START).percentile(0)).isEqualTo(2);
    assertThat(half.plus(0, 0.25, START).plus(9, 0.25, START).percentile(100)).isEqualTo(2);
    assertThat(half.plus(0, 0.5, START).plus(9, 0.5, START).percentile(0)).isEqualTo(1);
    assertThat(half.plus(0, 0.5, START).plus(9, 0.5, START).percentile(100)).isEqualTo(10);
  }

  @Test
  void percentile_epsilonZero_stillNeedsSomeWeight() {
    DecayingHistogram empty = DecayingHistogram.empty(HistogramOptions.linear(10, 1, 0), HOUR);

    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.percentile(100)).isZero();
    assertThat(empty.plus(3, 1, START).percentile(0)).isEqualTo(4);
    assertThat(empty.plus(3, 1, START).percentile(100)).isEqualTo(4);
  }

  @Test
  void totalAt_laterMoment_isWorthLess() {
    DecayingHistogram histogram = EMPTY.plus(1, 1, START).plus(5, 3, START);

    assertThat(histogram.totalAt(START)).isEqualTo(4);
    assertThat(histogram.totalAt(START.plus(HOUR))).isEqualTo(2);
    assertThat(EMPTY.totalAt(START)).isZero();
    assertThat(histogram.halfLife()).isEqualTo(HOUR);
    assertThat(histogram.options()).isEqualTo(EMPTY.options());
    assertThat(EMPTY.options().buckets()).isEqualTo(11);
  }

  @Test
  void equals_whatDiffersInOnePart_isFalse() {
    DecayingHistogram histogram = EMPTY.plus(1, 1, START);

    assertThat(histogram)
        .isEqualTo(EMPTY.plus(1.5, 1, START))
        .hasSameHashCodeAs(EMPTY.plus(1.5, 1, START))
        .isNotEqualTo(EMPTY.plus(2, 1, START))
        .isNotEqualTo(
            DecayingHistogram.empty(HistogramOptions.linear(10, 1, 1e-9), HOUR).plus(1, 1, START))
        .isNotEqualTo("histogram");
    assertThat(histogram.hashCode()).isNotEqualTo(EMPTY.plus(2, 1, START).hashCode());
  }

  @Test
  void values_outOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> EMPTY.plus(1, -1, START));
    assertThatIllegalArgumentException().isThrownBy(() -> EMPTY.plus(1, Double.NaN, START));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EMPTY.plus(1, Double.POSITIVE_INFINITY, START))
        .withMessage("a weight is finite and not negative: Infinity");
    assertThatIllegalArgumentException().isThrownBy(() -> EMPTY.percentile(101));
    assertThatIllegalArgumentException().isThrownBy(() -> EMPTY.middle(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecayingHistogram.empty(HistogramOptions.CPUS, Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecayingHistogram.empty(HistogramOptions.CPUS, Duration.ZERO));
  }
}
