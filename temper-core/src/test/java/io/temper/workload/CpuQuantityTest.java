package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuQuantityTest {
  @ParameterizedTest(name = "{0}m -> {1} CPUs, {2}")
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1m",
    "999, 1, 999m",
    "1000, 1, 1",
    "1001, 2, 1001m",
    "9223372036854775807, 9223372036854776, 9223372036854775807m",
  })
  void wholeCpus_atEachEdge_roundsUp(long millis, long cpus, String text) {
    assertThat(CpuQuantity.ofMillis(millis).wholeCpus()).isEqualTo(cpus);
    assertThat(CpuQuantity.ofMillis(millis)).hasToString(text);
  }

  @Test
  void ofMillis_negative_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuQuantity.ofMillis(-5))
        .withMessageContaining("-5m");
  }

  @Test
  void plus_beyondRange_staysAtItsEnd() {
    CpuQuantity most = CpuQuantity.ofMillis(Long.MAX_VALUE);
    assertThat(most.plus(CpuQuantity.ofMillis(1))).isEqualTo(most);
    assertThat(most.plus(most)).isEqualTo(most);
    assertThat(CpuQuantity.ofCpus(2).plus(CpuQuantity.ofMillis(500)))
        .isEqualTo(CpuQuantity.ofMillis(2500));
  }

  @Test
  void compareTo_followsTheAmount() {
    assertThat(CpuQuantity.ofMillis(999)).isLessThan(CpuQuantity.ofCpus(1));
    assertThat(CpuQuantity.ZERO.isZero()).isTrue();
    assertThat(CpuQuantity.ofMillis(1).isZero()).isFalse();
  }

  @ParameterizedTest(name = "{0} -> {1}m")
  @CsvSource({
    "0, 0",
    "500m, 500",
    "2, 2000",
    "0.5, 500",
    "0.05, 50",
    "1.234, 1234",
    "002, 2000",
    "8192, 8192000",
  })
  void parse_eachForm_isTheAmount(String text, long millis) {
    assertThat(CpuQuantity.parse(text)).isEqualTo(CpuQuantity.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 2",
        "-1",
        "+1",
        "1,5",
        "0.1234",
        ".5",
        "2.",
        "2 cores",
        "1e3",
        "1k",
        "\u0661",
        "0x2",
        "8193",
        "8192001m",
        "9999999999m",
        "99999999999999999999"
      })
  void parse_other_isRefusedWithTheText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuQuantity.parse(text))
        .withMessageStartingWith("not an amount of CPU: '" + text + "': ");
  }
}
