package io.temper.agent.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.report.RatioFigure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

  @ParameterizedTest(name = "[{0}, {1}] at most 1.1, {2} rounds: {3}")
  @CsvSource({
    "0.9, 1.1, 20, met",
    "1.0, 1.2, 20, met within the interval",
    "1.0, 1.5, 20, undecided: the interval is too wide",
    "1.2, 1.3, 20, missed",
    "0.9, 1.0, 19, met (too few rounds to count)",
  })
  void atMost(double low, double high, int rounds, String outcome) {
    assertThat(Verdicts.of(1.1, true, ratio(low, high, rounds)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "[{0}, {1}] at least 0.95: {2}")
  @CsvSource({
    "0.95, 1.0, met",
    "0.9, 1.0, met within the interval",
    "0.5, 1.0, undecided: the interval is too wide",
    "0.5, 0.9, missed",
  })
  void atLeast(double low, double high, String outcome) {
    assertThat(Verdicts.of(0.95, false, ratio(low, high, 20)).outcome()).isEqualTo(outcome);
  }

  private static RatioFigure ratio(double low, double high, int rounds) {
    return new RatioFigure("id", "label", (low + high) / 2, low, high, rounds);
  }
}
