package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class AgentMetricsTest {
  private static AgentMetrics.Look look(String time, String generation) {
    return AgentMetrics.parse(time + """

        HTTP/1.1 200 OK\r
        \r
        # TYPE temper_generation gauge
        temper_generation %s
        temper_generation_other 7
        temper_ejects_total{cause="stall"} 1.0
        temper_ejects_total{cause="error"} 2.0
        """.formatted(generation));
  }

  @Test
  void parse_valuesAsPrometheusWritesThem_areRead() {
    assertThat(look("1", "12345.0").generation()).isEqualTo(12_345);
    assertThat(look("1", "1.2345678E7").generation()).isEqualTo(12_345_678);
  }

  @Test
  void sum_isOfTheMetricAndOfTheTag() {
    assertThat(look("1", "1.0").sum("temper_ejects_total", "")).isEqualTo(3.0);
    assertThat(look("1", "1.0").sum("temper_ejects_total", "cause=\"error\"")).isEqualTo(2.0);
  }

  @Test
  void rateSince_isInASecond() {
    assertThat(look("4000000", "160.0").rateSince(look("1000000", "100.0"))).isEqualTo(20.0);
  }

  @Test
  void parse_noAnswer_isAFailureThatQuotesIt() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> AgentMetrics.parse("1000000\nHTTP/1.1 503\n"))
        .withMessageContaining("HTTP/1.1 503");
  }
}
