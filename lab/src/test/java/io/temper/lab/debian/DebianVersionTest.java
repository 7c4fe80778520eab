package io.temper.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {
  @ParameterizedTest(name = "{0} < {1}")
  @CsvSource({
    "6.18.9-1, 6.18.15-1",
    "7.2.12-1~bpo13+1, 7.2.12-1",
    "1.0~rc1, 1.0",
    "1.0, 1.0a",
    "1.0a, 1.0+b",
    "9.9, 1:0.1",
    "1.0-1, 1.0-1.1",
    "1.0, 1.0.0",
    "2.36-9+deb12u9, 2.36-9+deb12u14"
  })
  void compareTo_asDpkgDoes(String smaller, String larger) {
    var a = new DebianVersion(smaller);
    var b = new DebianVersion(larger);
    assertThat(a).isLessThan(b);
    assertThat(b).isGreaterThan(a);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0", "1.00, 1.0", "0:1.0, 1.0"})
  void compareTo_sameNumbers_isEqual(String left, String right) {
    assertThat(new DebianVersion(left)).isEqualByComparingTo(new DebianVersion(right));
  }
}
