package io.temper.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.workload.CpuQuantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSpeedTest {
  private static final String TOTAL = "cpu.totalcompute";
  private static final String CPUS = "cpu.numcores";

  @ParameterizedTest
  @CsvSource({
    "20000, 8, 2500, 1000",
    "20000, 8, 500, 200",
    "20000, 8, 20000, 8000",
    // Performance and efficiency cores: what counts is what they are together.
    "54400, 16, 100, 29",
    // What somebody asked for is never nothing.
    "20000, 8, 1, 1",
    "20000, 8, 0, 0"
  })
  void of_someMhz_isTheirPartOfAllCpus(long total, int cpus, long mhz, long millis) {
    var speed =
        CpuSpeed.ofFingerprint(Map.of(TOTAL, Long.toString(total), CPUS, Integer.toString(cpus)));
    assertThat(speed.of(mhz)).isEqualTo(CpuQuantity.ofMillis(millis));
  }

  @Test
  void of_theLargestNumbers_doesNotOverflow() {
    assertThat(new CpuSpeed(1, 65_536).of(Integer.MAX_VALUE).millis())
        .isEqualTo(1000L * 65_536 * Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "many", "2.5", "99999999999999999999"})
  void ofFingerprint_withoutASpeed_namesTheAttributeAndTheRemedy(String total) {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> CpuSpeed.ofFingerprint(Map.of(TOTAL, total, CPUS, "8")))
        .withMessageContaining("cpu.totalcompute is '" + total + "'")
        .withMessageContaining("cpu_total_compute");
  }

  @Test
  void ofFingerprint_withoutCpus_namesTheAttribute() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> CpuSpeed.ofFingerprint(Map.of(TOTAL, "20000")))
        .withMessageContaining("cpu.numcores is ''");
  }
}
