package io.temper.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TestFormTest {
  @Test
  void withoutTheProperty_isShort() {
    assertThat(TestForm.current()).isEqualTo(TestForm.SHORT);
    assertThat(TestForm.choose(5, 500)).isEqualTo(5);
  }

  @Test
  void text_isReadBack() {
    for (TestForm form : TestForm.values()) {
      assertThat(TestForm.parse(form.toString())).isEqualTo(form);
    }
  }

  @Test
  void anotherWord_isRefusedWithTheRemedy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TestForm.parse("medium"))
        .withMessage("the system property temper.test.form is 'medium': give short or long");
  }
}
