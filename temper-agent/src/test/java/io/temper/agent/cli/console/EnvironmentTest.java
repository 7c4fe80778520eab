package io.temper.agent.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @ParameterizedTest(name = "{0} {1} {2} terminal={3} -> {4}")
  @CsvSource({
    "AUTO, NONE, 1, true, true",
    "AUTO, NONE, 1, false, false",
    "AUTO, NO_COLOR, 1, true, false",
    "AUTO, TERM, dumb, true, false",
    "ALWAYS, NO_COLOR, 1, false, true",
    "NEVER, NONE, 1, true, false"
  })
  void style_colors(ColorMode mode, String name, String value, boolean terminal, boolean color) {
    var environment = new Environment(Map.of(name, value), terminal);

    assertThat(environment.style(mode).color()).isEqualTo(color);
  }

  @Test
  void style_emptyNoColor_meansNothing() {
    assertThat(
            new Environment(Map.of("NO_COLOR", ""), true).style(ColorMode.AUTO).color())
        .isTrue();
  }

  @ParameterizedTest(name = "LC_ALL={0} LC_CTYPE={1} LANG={2} -> {3}")
  @CsvSource({
    "'', '', '', false",
    "'', '', en_US.UTF-8, true",
    "'', '', C.utf8, true",
    "C, '', en_US.UTF-8, false",
    "'', POSIX, en_US.UTF-8, false",
    "C.UTF-8, POSIX, C, true"
  })
  void style_unicode_firstOfTheThreeDecides(String all, String type, String lang, boolean unicode) {
    var environment = new Environment(Map.of("LC_ALL", all, "LC_CTYPE", type, "LANG", lang), false);

    assertThat(environment.style(ColorMode.AUTO).unicode()).isEqualTo(unicode);
  }
}
