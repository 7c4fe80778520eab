package io.temper.agent.demo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static Sample sample(Arm arm, int round, double batch, long... nanos) {
    return new Sample(arm, round, Duration.ofMillis(500), Latencies.of(nanos), batch);
  }

  @Test
  void ratio_ofTwoMeasuredArms_dividesTheMedians() {
    var results = new Results(List.of(
        sample(Arm.TEMPER_FULL, 1, 5, 4_000_000),
        sample(Arm.FIFO_FULL, 0, 5, 1_000_000),
        sample(Arm.TEMPER_FULL, 0, 5, 2_000_000),
        sample(Arm.FIFO_FULL, 1, 5, 2_000_000)));
    assertThat(results.ratio(RatioOf.TEMPER_P99_TO_FIFO))
        .hasValueSatisfying(r -> assertThat(r.value()).isEqualTo(2));
    assertThat(results.series(Arm.TEMPER_FULL, Metric.P99)).containsExactly(2.0, 4.0);
  }

  @Test
  void ratio_ofAnArmLeftOut_isEmpty() {
    var results = new Results(List.of(sample(Arm.FIFO_FULL, 0, 5, 1)));
    assertThat(results.ratio(RatioOf.TEMPER_P99_TO_FIFO)).isEmpty();
  }

  @Test
  void sample_countsRequestsPerSecond() {
    assertThat(sample(Arm.STOCK_IDLE, 0, 0, 1, 2, 3).throughput()).isEqualTo(6);
  }

  @Test
  void sample_withoutAnyRequest_namesArmAndRound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample(Arm.STOCK_FULL, 3, 0))
        .withMessageContaining("Stock, full node")
        .withMessageContaining("round 3");
  }
}
