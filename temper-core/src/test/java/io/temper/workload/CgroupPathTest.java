package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "kubepods", "/a/", "//", "/a//b", "/a/./b", "/../etc", "/a\0b"})
  void of_notInSimplestForm_isRefusedWithThePath(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CgroupPath(path))
        .withMessageContaining("'" + path + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/kubepods.slice/kubepods-pod1.slice", "/..a", "/a b"})
  void of_absolutePath_isKept(String path) {
    assertThat(new CgroupPath(path)).hasToString(path);
  }

  @ParameterizedTest(name = "{0} within {1}: {2}")
  @CsvSource({
    "/a/b, /a, true",
    "/a, /a, true",
    "/ab, /a, false",
    "/a, /a/b, false",
    "/a, /, true",
    "/, /, true",
  })
  void isWithin_comparesWholeParts(String path, String ancestor, boolean expected) {
    assertThat(new CgroupPath(path).isWithin(new CgroupPath(ancestor))).isEqualTo(expected);
  }

  @Test
  void compareTo_followsTheText() {
    assertThat(new CgroupPath("/a")).isLessThan(new CgroupPath("/b"));
  }
}
