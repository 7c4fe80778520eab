package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.cluster.step.AgentMetrics.Look;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {
  private static String answer(String time, String generation) {
    return time + "\nHTTP/1.1 200 OK\r\n\r\n# TYPE temper_generation gauge\n" + "temper_generation "
        + generation + "\ntemper_generation_other 7\n";
  }

  @Test
  void parse_generationAsPrometheusWritesIt_isRead() {
    assertThat(AgentMetrics.parse(answer("1000000", "12345.0")))
        .isEqualTo(new Look(12_345, 1_000_000));
    assertThat(AgentMetrics.parse(answer("1", "1.2345678E7")).generation()).isEqualTo(12_345_678);
  }

  @Test
  void rateSince_isInASecond() {
    assertThat(new Look(160, 4_000_000).rateSince(new Look(100, 1_000_000))).isEqualTo(20.0);
  }

  @Test
  void parse_noAnswer_isAFailureThatQuotesIt() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> AgentMetrics.parse("1000000\nHTTP/1.1 503\n"))
        .withMessageContaining("HTTP/1.1 503");
  }
}
