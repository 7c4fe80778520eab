package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the Vertical Pod Autoscaler's own tests, and the edges of buckets. */
class HistogramOptionsTest {
  @Test
  void exponential_publishedVector_hasTheseStarts() {
    HistogramOptions options = HistogramOptions.exponential(500, 40, 1.5, 1e-15);

    assertThat(IntStream.range(0, options.buckets()).mapToDouble(options::startOf))
        .containsExactly(0.0, 40.0, 100.0, 190.0, 325.0, 527.5);
  }

  /** Starts at 0, 1, 3, 7, 15 and 31. */
  @ParameterizedTest
  @CsvSource({"15, 5", "16, 6", "31, 6"})
  void exponential_lastBucket_startsAtTheLargestOrAbove(double largest, int buckets) {
    HistogramOptions options = HistogramOptions.exponential(largest, 1, 2, 0);

    assertThat(options.buckets()).isEqualTo(buckets);
    assertThat(options.startOf(buckets - 1)).isGreaterThanOrEqualTo(largest);
    assertThat(options.endOf(buckets - 1)).isEqualTo(options.startOf(buckets - 1));
    assertThat(options.endOf(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void startOf_noSuchBucket_isRefused(int bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramOptions.exponential(31, 1, 2, 0).startOf(bucket))
        .withMessage("there is no bucket " + bucket + " of 6");
  }

  @Test
  void linear_publishedVector_has18Buckets() {
    HistogramOptions options = HistogramOptions.linear(5, 0.3, 1e-15);

    assertThat(options.buckets()).isEqualTo(18);
    assertThat(options.startOf(17)).isCloseTo(5.1, within(1e-12));
  }

  @Test
  void cpus_publishedOptions_has176Buckets() {
    assertThat(HistogramOptions.CPUS.buckets()).isEqualTo(176);
    assertThat(HistogramOptions.CPUS.startOf(1)).isCloseTo(0.01, within(1e-12));
    assertThat(HistogramOptions.CPUS.startOf(175)).isGreaterThanOrEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "39.9, 0", "40, 1", "99, 1", "101, 2", "526, 4", "528, 5", "1e12, 5"
  })
  void bucketOf_value_isTheOneThatHoldsIt(double value, int bucket) {
    assertThat(HistogramOptions.exponential(500, 40, 1.5, 1e-15).bucketOf(value))
        .isEqualTo(bucket);
  }

  @Test
  void bucketOf_middleOfEachBucket_isThatBucket() {
    HistogramOptions options = HistogramOptions.CPUS;
    for (int bucket = 0; bucket < options.buckets() - 1; bucket++) {
      double middle = (options.startOf(bucket) + options.startOf(bucket + 1)) / 2;
      assertThat(options.bucketOf(middle)).isEqualTo(bucket);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 0", "2, 0, 1, 0", "2, 1, 0.9, 0", "2, 1, 1, -1", "2, NaN, 1, 0"})
  void options_outOfRange_areRefused(int buckets, double width, double ratio, double epsilon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HistogramOptions(buckets, width, ratio, epsilon))
        .withMessageContaining("at least 2 buckets");
  }
}
