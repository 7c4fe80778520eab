package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
