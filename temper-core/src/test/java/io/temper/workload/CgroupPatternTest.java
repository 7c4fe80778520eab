package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPatternTest {
  @ParameterizedTest(name = "{0} stands for {1}: {2}")
  @CsvSource({
    "/, /, true",
    "/, /a, false",
    "/a/b, /a/b, true",
    "/a/b, /a, false",
    "/a, /a/b, false",
    "/a/*, /a/b, true",
    "/a/*, /a, false",
    "/a/*, /a/b/c, false",
    "/a/*.service, /a/.service, true",
    "/a/*.service, /a/x.service, true",
    "/a/*.service, /a/x.slice, false",
    "/a/x*y*z, /a/xyyzz, true",
    "/a/x*y*z, /a/xz, false",
    "/a/?, /a/b, true",
    "/a/?, /a/bc, false",
    "/a/??*, /a/b, false",
    "/a/?, /a/\uD83D\uDE00, true",
    "/**, /, true",
    "/**, /a/b/c, true",
    "/a/**, /a, true",
    "/a/**, /a/b/c, true",
    "/a/**, /ab, false",
    "/**/c, /c, true",
    "/**/c, /a/b/c, true",
    "/**/c, /a/c/b, false",
    "/a/**/b/**/c, /a/x/b/c, true",
    "/a/**/b/**/c, /a/b/b/c/c, true",
    "/a/**/b/**/c, /a/c/b, false",
    "/**/*.scope, /user.slice/user-1000.slice/app.scope, true",
    "/dev-disk\\x2d1.swap, /dev-disk\\x2d1.swap, true",
    "/dev-disk\\*.swap, /dev-disk\\x2d1.swap, true",
    "/[a], /[a], true",
    "/[a], /a, false",
    "'/{a,b}', /a, false",
    "'/{a,b}', '/{a,b}', true",
  })
  void matches_eachWildcard_isTheDocumentedRule(String pattern, String path, boolean expected) {
    assertThat(new CgroupPattern(pattern).matches(new CgroupPath(path))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a/*", "/a/", "//", "/a//*", "/a/./*", "/../*", "/a\0*", "/a**", "/***", "/a/**b"
      })
  void of_notInSimplestForm_isRefusedWithThePattern(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CgroupPattern(pattern))
        .withMessageStartingWith("not a cgroup pattern: '" + pattern + "': ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"/, true", "/a/b.c, true", "/a\\x2db, true", "/a/*, false", "/?, false", "/**, false"
  })
  void isLiteral_anyWildcard_isFalse(String pattern, boolean expected) {
    assertThat(new CgroupPattern(pattern).isLiteral()).isEqualTo(expected);
  }

  @Test
  void parts_ofEachKind_tellWhatTheyAre() {
    assertThat(new CgroupPattern("/a/**/b?").parts())
        .containsExactly(new PatternPart("a"), new PatternPart("**"), new PatternPart("b?"));
    assertThat(new CgroupPattern("/").parts()).isEmpty();
    assertThat(new PatternPart("**").isAnyDepth()).isTrue();
    assertThat(new PatternPart("*").isAnyDepth()).isFalse();
  }

  /** A matcher that tries every division would need years for these. */
  @Test
  void matches_manyWildcards_endsSoon() {
    String many = "/" + "*a".repeat(200) + "/**/x".repeat(100);

    assertThat(new CgroupPattern(many).matches(new CgroupPath("/" + "a".repeat(2000))))
        .isFalse();
    assertThat(new CgroupPattern("/**/x".repeat(100) + "/y")
            .matches(new CgroupPath("/x".repeat(1000))))
        .isFalse();
  }

  @Test
  void compareTo_followsTheText() {
    assertThat(new CgroupPattern("/a")).isLessThan(new CgroupPattern("/b")).hasToString("/a");
  }
}
