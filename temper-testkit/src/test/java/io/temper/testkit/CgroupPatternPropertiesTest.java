package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CgroupPatternPropertiesTest {
  /** Few letters, so that names often repeat and a wrong way back is found. */
  private static final Arbitrary<CgroupPath> PATHS = Arbitrary.oneOf(
          List.of("a", "b", "ab", "aab", "a.b", "\\x2d"))
      .listsOf(0, 6)
      .map(parts -> new CgroupPath("/" + String.join("/", parts)));

  private static final Arbitrary<CgroupPattern> PATTERNS = Arbitrary.oneOf(
          List.of("a", "b", "ab", "*", "**", "?", "a*", "*b", "*a*b", "??", "a.b", "\\*", "?*?"))
      .listsOf(0, 6)
      .map(parts -> new CgroupPattern("/" + String.join("/", parts)));

  @Test
  void matches_anything_isWhatARegularExpressionSays() {
    forAll(PATTERNS, PATHS).check((pattern, path) -> assertThat(pattern.matches(path))
        .as("%s stands for %s", pattern, path)
        .isEqualTo(expressionOf(pattern).matcher(subject(path.value())).matches()));
  }

  @Test
  void matches_literal_isItsPathOnly() {
    forAll(PATHS, PATHS).check((one, other) -> {
      CgroupPattern pattern = new CgroupPattern(one.value());
      assertThat(pattern.isLiteral()).isTrue();
      assertThat(pattern.matches(other)).isEqualTo(one.equals(other));
    });
  }

  private static Pattern expressionOf(CgroupPattern pattern) {
    return Pattern.compile(pattern.parts().stream()
        .map(part -> part.isAnyDepth() ? "(?:/[^/]+)*" : "/" + expressionOf(part.text()))
        .collect(Collectors.joining()));
  }

  private static String expressionOf(String part) {
    return part.chars()
        .mapToObj(c -> switch (c) {
          case '*' -> "[^/]*";
          case '?' -> "[^/]";
          default -> Pattern.quote(Character.toString(c));
        })
        .collect(Collectors.joining());
  }

  private static String subject(String path) {
    return path.equals("/") ? "" : path;
  }
}
