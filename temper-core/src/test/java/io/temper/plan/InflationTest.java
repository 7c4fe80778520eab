package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InflationTest {
  private final List<Workload> workloads = new ArrayList<>();

  @ParameterizedTest(name = "{0} critical, {1} high, {2} normal")
  @CsvSource({"4, 1, 3, true", "4, 0, 4, false", "0, 5, 3, true", "4, 1, 2, false", "8, 0, 0, true"
  })
  void plan_mostWorkloadsCriticalOrHigh_isInflationFromEightOn(
      int critical, int high, int normal, boolean expected) {
    add(Tier.CRITICAL, critical, 1);
    add(Tier.HIGH, high, 1);
    add(Tier.NORMAL, normal, 1);

    assertThat(isInflated()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "high {0}m, normal {1}m of 16 CPUs")
  @CsvSource({
    "4001, 4000, true",
    "4000, 4000, false",
    "4000, 3999, false",
    "9223372036854775807, 0, true",
    "9223372036854775807, 9223372036854775807, true",
  })
  void plan_mostOfTheRequestsOnABusyNode_isInflation(long high, long normal, boolean expected) {
    add(Tier.HIGH, 1, high);
    add(Tier.NORMAL, 1, normal);
    add(Tier.LOW, 6, 0);

    assertThat(isInflated()).isEqualTo(expected);
  }

  @Test
  void plan_systemPods_areNotCounted() {
    add(Tier.CRITICAL, 4, 1);
    add(Tier.NORMAL, 4, 1);
    workloads.add(Workload.builder(WorkloadId.of("kube-system", "proxy"))
        .priority(2_000_001_000)
        .request(CpuQuantity.ofCpus(9))
        .build());

    assertThat(isInflated()).isFalse();
  }

  @Test
  void sentence_namesAllNumbers() {
    var decision =
        new Decision.TierInflation(9, 12, CpuQuantity.ofCpus(14), CpuQuantity.ofMillis(15_500), 16);

    assertThat(decision.sentence())
        .isEqualTo(
            "Critical and high hold 9 of 12 workloads and 14 of the 15500m CPUs that are requested,"
                + " on a node of 16 CPUs: a tier that most are in sets nobody apart. Lower the priority"
                + " of those that can wait.");
  }

  private boolean isInflated() {
    return TierPlanner.standard()
        .plan(WorkloadSet.of(workloads), NodeTopology.parse("8c16t"))
        .decisions()
        .stream()
        .anyMatch(Decision.TierInflation.class::isInstance);
  }

  private void add(Tier tier, int count, long millis) {
    for (int i = 0; i < count; i++) {
      workloads.add(Workload.builder(WorkloadId.of("test", tier.label() + i))
          .priority(PriorityThresholds.STANDARD.lowestOf(tier))
          .request(CpuQuantity.ofMillis(millis))
          .build());
    }
  }
}
