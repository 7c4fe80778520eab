package io.temper.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityThresholdsTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "2147483647, CRITICAL",
    "1000000, CRITICAL",
    "999999, HIGH",
    "100000, HIGH",
    "99999, NORMAL",
    "0, NORMAL",
    "-1, LOW",
    "-100, LOW",
    "-101, BACKGROUND",
    "-2147483648, BACKGROUND",
  })
  void tierOf_atAndAroundEachThreshold(int priority, Tier expected) {
    assertThat(PriorityThresholds.STANDARD.tierOf(priority)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0, -1", "2, 1, 1, -1", "3, 2, 1, 1", "0, 1, 2, 3"})
  void of_thresholdsThatDoNotFall_isRefused(int critical, int high, int normal, int low) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PriorityThresholds(critical, high, normal, low))
        .withMessageContaining(critical + ", " + high);
  }
}
