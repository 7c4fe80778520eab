package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesVersionsTest {
  private static final KubernetesVersions VERSIONS = KubernetesVersions.parse(
      "k8s.io/kubernetes v0.21.0 v1.9.11 v1.33.2 v1.33.10 v1.33.9 v1.36.0-rc.1 v1.35.4\n");

  @ParameterizedTest
  @CsvSource({"1.33, 1.33.10", "1.33.2, 1.33.2", "newest, 1.35.4", "1.9, 1.9.11"})
  void find_byNumberAndNotByLetter(String query, String version) {
    assertThat(VERSIONS.find(query)).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({"1.36", "1.3", "1.33.1", "oldest"})
  void find_whatIsNotReleased_isNamed(String query) {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> VERSIONS.find(query))
        .withMessageContaining("'" + query + "'")
        .withMessageContaining("1.9.11 to 1.35.4");
  }

  @Test
  void find_whereNothingIsToBeHad_saysSo() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> KubernetesVersions.parse("k8s.io/kubernetes").find("newest"))
        .withMessageContaining("there are none");
  }
}
