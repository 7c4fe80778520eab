package io.temper.agent.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @ParameterizedTest
  @ValueSource(doubles = {11.1, 7000, 0.4, 5, 20.1})
  void upTo_endsOnARoundNumber(double largest) {
    var scale = Scale.upTo(largest, 100);
    assertThat(scale.max()).isGreaterThanOrEqualTo(largest * (1 - 1e-9));
    assertThat(scale.max()).isLessThan(largest * 1.5);
    assertThat(scale.ticks()).hasSizeBetween(3, 8);
    assertThat(scale.at(scale.max())).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-12})
  void upTo_nothing_isStillAnAxis(double largest) {
    assertThat(Scale.upTo(largest, 100).at(0)).isZero();
  }

  @Test
  void numbers_haveThreeDigits() {
    assertThat(Numbers.format(0)).isEqualTo("0");
    assertThat(Numbers.format(1.5)).isEqualTo("1.50");
    assertThat(Numbers.format(9.996)).isEqualTo("10.0");
    assertThat(Numbers.format(99.96)).isEqualTo("100");
    assertThat(Numbers.format(6418.4)).isEqualTo("6\u2009418");
    assertThat(Numbers.tick(0.25, 0.05)).isEqualTo("0.25");
    assertThat(Numbers.tick(2000, 1000)).isEqualTo("2\u2009000");
  }
}
