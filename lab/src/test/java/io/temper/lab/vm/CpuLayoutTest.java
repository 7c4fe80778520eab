package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuLayoutTest {
  @Test
  void parse_numberAlone_isOneThreadPerCore() {
    assertThat(CpuLayout.parse("4")).isEqualTo(new CpuLayout(4, 1, 1, 1));
  }

  @Test
  void parse_sockets_haveOneNodeEach() {
    assertThat(CpuLayout.parse("16,smt=2,sockets=2")).isEqualTo(new CpuLayout(16, 2, 2, 2));
  }

  @Test
  void parse_allKeys_inAnyOrder() {
    assertThat(CpuLayout.parse("16,nodes=2,smt=2,sockets=4")).isEqualTo(new CpuLayout(16, 2, 4, 2));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "four | not a number",
        "4,smt | is not understood",
        "4,threads=2 | keys are smt, sockets, nodes",
        "4,smt=two | not a number",
        "4,smt=2,smt=2 | twice",
        "0 | 1 to 255",
        "300 | 1 to 255",
        "3,smt=2 | do not divide",
        "4,smt=0 | at least 1",
        "8,sockets=3 | do not divide",
        "4,nodes=3 | NUMA"
      })
  void parse_bad_saysWhatIsWrong(String text, String message) {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> CpuLayout.parse(text))
        .withMessageContaining(message);
  }

  @Test
  void smpOption_multipliesToTheCpus() {
    assertThat(CpuLayout.parse("16,smt=2,sockets=2").smpOption())
        .isEqualTo("16,sockets=2,cores=4,threads=2");
  }
}
