package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the Vertical Pod Autoscaler's own tests. */
class BaseEstimatorTest {
  private static final BaseEstimator STANDARD = BaseEstimator.STANDARD;

  /** Nine samples, two minutes apart. */
  private static final UsageHistory NINE = history(9, 2, 1);

  @Test
  void confidence_nineSamples_isTheirShareOfADay() {
    assertThat(STANDARD.confidence(NINE)).isEqualTo(0.00625);
    assertThat(STANDARD.confidence(UsageHistory.EMPTY)).isZero();
  }

  @Test
  void confidence_intervalOf18Minutes_isHalf() {
    assertThat(withInterval(Duration.ofMinutes(18)).confidence(NINE)).isEqualTo(0.5);
  }

  @Test
  void confidence_manySamplesInShortTime_goesByTheTime() {
    assertThat(STANDARD.confidence(Samples.using(1, 721))).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"0.00625, 907460", "0.5, 4521", "0, 100000000000000"})
  void factor_publishedVector_scalesTo(double confidence, long millis) {
    double factor = new ConfidenceFactor(0.1, 2).of(confidence);

    assertThat(BaseEstimator.scaled(3140, factor)).isEqualTo(millis);
  }

  @Test
  void factor_noHistoryAndNegativeExponent_isZero() {
    assertThat(BaseEstimator.scaled(3140, new ConfidenceFactor(1, -1).of(0))).isZero();
  }

  @Test
  void margin_publishedVector_isAdded() {
    assertThat(BaseEstimator.withMargin(3140, 0.1)).isEqualTo(3454);
  }

  /** 100 · 1.15 is 114.99999999999999 in floating point. */
  @ParameterizedTest
  @CsvSource({"0, 0", "6, 6", "7, 8", "20, 23", "99, 113", "100, 115", "101, 116", "3140, 3611"})
  void margin_standard_isCutAndAdded(long millis, long withMargin) {
    assertThat(BaseEstimator.withMargin(millis, STANDARD.margin())).isEqualTo(withMargin);
  }

  @Test
  void margin_anyAmount_isTheOneOfWholeNumbers() {
    for (long millis = 0; millis <= 200_000; millis++) {
      assertThat(BaseEstimator.withMargin(millis, STANDARD.margin()))
          .as("%d m", millis)
          .isEqualTo(millis + millis * 15 / 100);
    }
  }

  @Test
  void estimate_oneDayOfOneCpu_isItsBucketsEndWithMargin() {
    Estimate estimate = STANDARD.estimate(history(1441, 1, 1), 1);

    // 1 CPU lies in the bucket that ends at 1.0162 CPUs.
    assertThat(estimate.target()).isEqualTo(CpuQuantity.ofMillis(1168));
    assertThat(estimate.lower()).isEqualTo(CpuQuantity.ofMillis(1165));
    assertThat(estimate.upper()).isEqualTo(CpuQuantity.ofMillis(2336));
  }

  /** The bucket ends at 800 m, and 800 · 1.15 is below 920 in floating point. */
  @Test
  void estimate_bucketThatEndsAt800_targetIs920() {
    assertThat(STANDARD.estimate(history(1441, 1, 0.78), 1).target())
        .isEqualTo(CpuQuantity.ofMillis(920));
  }

  @Test
  void estimate_oneTwoAndThreeCpus_20thPercentileIsAboutOne() {
    UsageHistory history = history(1, 1, 1).plus(history(1, 1, 2)).plus(history(1, 1, 3));

    assertThat(history.usage().percentile(20)).isBetween(1.0, 1.05);
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "2, 12", "5, 5"})
  void estimate_idle_isTheMinimumSharedByContainers(int containers, long millis) {
    Estimate estimate = STANDARD.estimate(UsageHistory.EMPTY, containers);

    assertThat(estimate.target()).isEqualTo(CpuQuantity.ofMillis(millis));
    assertThat(estimate.lower()).isEqualTo(CpuQuantity.ofMillis(millis));
  }

  private static UsageHistory history(int samples, int minutesApart, double cpus) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int i = 0; i < samples; i++) {
      history = history.plus(Samples.calm(Samples.at(i * minutesApart), cpus).build());
    }
    return history;
  }

  private static BaseEstimator withInterval(Duration interval) {
    return new BaseEstimator(
        STANDARD.lowerPercent(),
        STANDARD.targetPercent(),
        STANDARD.upperPercent(),
        STANDARD.margin(),
        STANDARD.lowerFactor(),
        STANDARD.upperFactor(),
        interval,
        STANDARD.podMinimum());
  }
}
