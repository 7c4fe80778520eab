package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.report.input.InputException;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NomadSourceTest {
  private static NomadSource open(Map<String, String> environment) {
    return NomadSource.open(new SourceSetting.Nomad(""), environment, AnnotationPrefixes.STANDARD);
  }

  @Test
  void open_variableThatCannotBeUsed_isWrongInput() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> open(Map.of("NOMAD_ADDR", "localhost:4646")))
        .withMessageContaining("NOMAD_ADDR is 'localhost:4646'");
  }

  @Test
  void exclusive_beforeNomadHasTold_areNone() {
    assertThat(open(Map.of()).exclusive()).isEmpty();
  }

  @Test
  void tierRules_haveTheTableOfNomad() {
    var priorities = new PriorityThresholds(80, 60, 40, 20);
    var plan = new PlanConfig(
        TierRules.STANDARD, Map.of(), List.of(), priorities, PriorityThresholds.CPU_WEIGHTS);
    assertThat(open(Map.of()).tierRules(plan))
        .isEqualTo(TierRules.STANDARD.withThresholds(priorities));
  }
}
