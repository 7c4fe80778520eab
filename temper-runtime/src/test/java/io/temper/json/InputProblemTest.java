package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputProblemTest {

  @Test
  void ofParser_sourceThatIsHidden_isLeftOut() {
    assertThat(
            InputProblem.ofParser(
                "expected '}' (for Object starting at [Source: REDACTED (`A.B` disabled); line: 1])\n at"))
        .isEqualTo("expected '}'");
  }
}
