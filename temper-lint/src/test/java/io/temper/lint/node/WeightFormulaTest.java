package io.temper.lint.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFormulaTest {
  @ParameterizedTest(name = "{0}m -> {1}, {2}")
  @CsvSource({
    "0, 1, 1",
    "1, 1, 1",
    "2, 1, 1",
    "10, 1, 4",
    "100, 4, 17",
    "500, 20, 59",
    "1000, 39, 100",
    "2000, 79, 174",
    "4000, 157, 303",
    "8000, 313, 532",
    "16000, 625, 942",
    "256000, 10000, 10000",
    "9223372036854775807, 10000, 10000",
  })
  void weightOf_publishedRequests(long millis, int linear, int curved) {
    CpuQuantity request = CpuQuantity.ofMillis(millis);
    assertThat(WeightFormula.LINEAR.weightOf(request)).isEqualTo(linear);
    assertThat(WeightFormula.CURVED.weightOf(request)).isEqualTo(curved);
  }
}
