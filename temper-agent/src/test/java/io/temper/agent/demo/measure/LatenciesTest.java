package io.temper.agent.demo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  private static final Latencies ONE_TO_THOUSAND =
      Latencies.of(LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).toArray());

  @ParameterizedTest
  @CsvSource({"50, 500", "99, 990", "99.9, 999", "99.91, 1000", "100, 1000", "0.1, 1", "0.01, 1"})
  void percentile_ofOneToThousand_isTheNearestRank(double percent, long expected) {
    assertThat(ONE_TO_THOUSAND.percentile(percent)).isEqualTo(expected);
  }

  @Test
  void percentile_ofOneRequest_isThatRequest() {
    assertThat(Latencies.of(7).percentile(50)).isEqualTo(7);
    assertThat(Latencies.of(7).percentile(99.9)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
  void percentile_outsideTheRange_isRefused(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE_TO_THOUSAND.percentile(percent))
        .withMessageContaining(String.valueOf(percent));
  }

  @Test
  void percentile_ofNothing_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> Latencies.of().percentile(50));
  }

  @Test
  void of_aNegativeLatency_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latencies.of(3, -2))
        .withMessageContaining("-2");
  }

  @Test
  void of_keepsItsOwnCopy() {
    long[] nanos = {3, 1, 2};
    var latencies = Latencies.of(nanos);
    nanos[0] = 99;
    assertThat(latencies.max()).isEqualTo(3);
    assertThat(nanos).containsExactly(99, 1, 2);
  }

  @Test
  void pooled_holdsEveryRequestOfAllRounds() {
    var pooled = Latencies.pooled(List.of(Latencies.of(5, 1), Latencies.of(), Latencies.of(3)));
    assertThat(pooled.count()).isEqualTo(3);
    assertThat(pooled.percentile(50)).isEqualTo(3);
  }
}
