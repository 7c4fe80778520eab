package io.temper.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NomadTiersTest {
  private static final TierRules RULES =
      TierRules.STANDARD.withThresholds(PriorityThresholds.NOMAD);

  private static Workload workload(int priority, String meta) {
    String json = Fixtures.allocation(1, "a", "exec", "")
        .replace("\"Priority\":50", "\"Priority\":" + priority + meta);
    return Fixtures.read("[" + json + "]")
        .tasks()
        .get(0)
        .workload(new CpuSpeed(8000, 4), "temper.io/");
  }

  private static Tier tier(TierRules rules, Workload workload) {
    return ((TierAssignment.InTier) TierPolicy.byRules(rules).assign(workload))
        .tier()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "100, CRITICAL", "90, CRITICAL", "89, HIGH", "70, HIGH", "69, NORMAL", "50, NORMAL",
    "40, NORMAL", "39, LOW", "20, LOW", "19, BACKGROUND", "1, BACKGROUND", "32766, CRITICAL"
  })
  void priority_ofAJob_decidesTheTier(int priority, Tier tier) {
    assertThat(tier(RULES, workload(priority, ""))).isEqualTo(tier);
  }

  @Test
  void priority_withAnotherTable_goesByThat() {
    var rules = RULES.withThresholds(new PriorityThresholds(60, 50, 40, 30));
    assertThat(tier(rules, workload(60, ""))).isEqualTo(Tier.CRITICAL);
  }

  @Test
  void meta_tier_countsWhereThatIsConfigured() {
    Workload job = workload(10, ",\"Meta\":{\"temper_tier\":\"high\"}");
    assertThat(tier(RULES.withTierAnnotation(TierAnnotation.HONOURED), job)).isEqualTo(Tier.HIGH);
    assertThat(tier(RULES, job)).isEqualTo(Tier.BACKGROUND);
  }
}
