package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.InputException;
import io.temper.agent.report.SampleExplanation;
import io.temper.agent.report.SampleLint;
import io.temper.agent.report.SampleStatus;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an agent answers, a command understands it or says that it does not. */
@Timeout(120)
class AnswersFuzzTest {
  private static final int EXAMPLES = 3000;

  @Test
  void status_anyText_isUnderstoodOrRefused() {
    check(StatusJson.of(SampleStatus.enforcing()), StatusJson::read);
  }

  @Test
  void explanation_anyText_isUnderstoodOrRefused() {
    check(
        CgroupExplanationJson.of(SampleExplanation.ofAProcess().agent()),
        CgroupExplanationJson::read);
  }

  @Test
  void lint_anyText_isUnderstoodOrRefused() {
    check(LintJson.of(SampleLint.run()), LintJson::read);
  }

  private static void check(String sample, Consumer<String> reader) {
    FuzzCorpus.of(sample).check(EXAMPLES, text -> {
      try {
        reader.accept(new String(text, StandardCharsets.UTF_8));
        return true;
      } catch (InputException e) {
        assertThat(e.getMessage()).isNotBlank();
        return false;
      }
    });
  }
}
