package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest(name = "{0} is {1}m")
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0m, 0",
    "1, 1000",
    "+1, 1000",
    "01, 1000",
    "2, 2000",
    "100m, 100",
    "0.5, 500",
    ".5, 500",
    "1., 1000",
    "1.5, 1500",
    "0.1, 100",
    "0.0005, 1",
    "1e3, 1000000",
    "1E3, 1000000",
    "1e+3, 1000000",
    "1e-3, 1",
    "5e-1, 500",
    "1e0, 1000",
    "1k, 1000000",
    "8k, 8000000",
    "8192, 8192000",
    "8192000m, 8192000",
    "8Ki, 8192000",
    "1u, 1",
    "100u, 1",
    "1000u, 1",
    "1001u, 2",
    "1n, 1",
    "1000000n, 1",
    "1000001n, 2",
    "100.5m, 101",
    "0.1234, 124",
    "1e-99, 1"
  })
  void cpuMillis_amount_isRoundedUp(String text, long millis) throws Exception {
    assertThat(Quantity.cpuMillis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-100m", "-1n", "-0.5", "-1e3", "-1Ki"})
  void cpuMillis_negative_isRefused(String text) {
    refused(text, "must not be negative");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8192.001",
        "8193",
        "8192001m",
        "100000",
        "9k",
        "1M",
        "1G",
        "1T",
        "1P",
        "1E",
        "9Ki",
        "1Mi",
        "1Ei",
        "1e5",
        "1e999",
        "99999999999999999999999999999999"
      })
  void cpuMillis_moreThanLinuxRuns_isRefused(String text) {
    refused(text, "more than 8192 CPUs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "m",
        ".",
        "-",
        "+",
        "--1",
        "+-1",
        "1 ",
        " 1",
        "1,5",
        "1.2.3",
        "0x10",
        "1_000",
        "one",
        "NaN",
        "Infinity",
        "1K",
        "1ki",
        "1mm",
        "1im",
        "1Mii",
        "1e",
        "1E+",
        "1e1.5",
        "1ee3",
        "1e3m",
        "1e9999",
        "e3",
        "½",
        "١",
        "1\u0000",
        "100m m",
        "11111111111111111111111111111111111111111111111111111111111111111"
      })
  void cpuMillis_somethingElse_isRefused(String text) {
    refused(text, "not a Kubernetes quantity");
  }

  @ParameterizedTest
  @CsvSource({
    "1Ki, 1024",
    "1Mi, 1048576",
    "1Gi, 1073741824",
    "1Ti, 1099511627776",
    "1Pi, 1125899906842624",
    "1Ei, 1152921504606846976",
    "1M, 1000000",
    "1E, 1000000000000000000",
    "128974848, 128974848",
    "129e6, 129000000",
    "129M, 129000000",
    "123Mi, 128974848"
  })
  void parse_memory_isExact(String text, String bytes) throws Exception {
    assertThat(Quantity.parse(text)).isEqualByComparingTo(new BigDecimal(bytes));
  }

  /** Bounds hold before the arithmetic: otherwise a short text would cost gigabytes. */
  @Test
  void cpuMillis_hugeExponents_areRefusedAtOnce() {
    refused("1e999999999", "not a Kubernetes quantity");
    refused("1e999", "more than 8192 CPUs");
  }

  private static void refused(String text, String why) {
    assertThatExceptionOfType(Quantity.RefusedException.class)
        .isThrownBy(() -> Quantity.cpuMillis(text))
        .withMessageContaining(why);
  }
}
