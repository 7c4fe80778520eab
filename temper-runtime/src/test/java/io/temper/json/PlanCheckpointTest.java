package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.plan.EnforcementPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCheckpointTest {
  private static final String TEXT = PlanCheckpoint.write(SamplePlan.PLAN);

  @Test
  void read_whatWasWritten_hasTheSameLayersAndNoWorkload() {
    EnforcementPlan plan = PlanCheckpoint.read("kept", TEXT);

    assertThat(plan.layers()).isEqualTo(SamplePlan.PLAN.layers());
    assertThat(plan.members()).isEmpty();
    assertThat(plan.decisions()).isEmpty();
    assertThat(PlanCheckpoint.write(plan)).isEqualTo(TEXT);
  }

  @Test
  void read_cutAnywhere_isRefused() {
    for (int length = 0; length < TEXT.length(); length++) {
      assertRefused(TEXT.substring(0, length), "");
    }
  }

  @Test
  void read_anyCharacterChanged_isRefused() {
    for (int i = 0; i < TEXT.length(); i++) {
      assertRefused(TEXT.substring(0, i) + "~" + TEXT.substring(i + 1), "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'temper-plan 1 ', 'temper-plan 2 ', 'it is of version 2, and this release of Temper reads version 1'",
    "'temper-plan 1 ', 'temper-plan 999999999 ', it is of version 999999999",
    "sliceMicros, sliceMicroz, 'it is cut or damaged: its checksum differs'",
    "temper-plan, temper-plans, this is no plan that an agent kept",
  })
  void read_spoilt_isRefusedInWords(String word, String instead, String problem) {
    assertRefused(TEXT.replace(word, instead), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "{}", "temper-plan 1 00000000", "temper-plan 1 00000000\n{}"})
  void read_anythingElse_isRefused(String text) {
    assertRefused(text, "");
  }

  /** Somebody may write a wrong plan with the right checksum. */
  @Test
  void read_documentThatIsNoPlan_isRefused() {
    // CRC-32 of "{}\n".
    assertRefused("temper-plan 1 dda1b006\n{}\n", "");
  }

  private static void assertRefused(String text, String problem) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> PlanCheckpoint.read("kept", text))
        .withMessageStartingWith("kept")
        .withMessageContaining(problem);
  }
}
