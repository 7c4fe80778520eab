package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerWeightsTest {
  private static Workload pod(Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("test", tier.label()))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  private static int weight(LayerRole role, Workload... workloads) {
    return TierPlanner.standard()
        .plan(WorkloadSet.of(workloads), NodeTopology.parse("4c"))
        .layer(role)
        .orElseThrow()
        .weight();
  }

  @ParameterizedTest(name = "{0}, {1}m of 4000m -> {2}")
  @CsvSource({
    "CRITICAL, 0, 8000",
    "CRITICAL, 4000, 8250",
    "CRITICAL, 9223372036854775807, 8499",
    "HIGH, 0, 8000",
    "HIGH, 4000, 8250",
    "NORMAL, 0, 1300",
    "NORMAL, 4000, 1450",
    "NORMAL, 9223372036854775807, 1599",
    "LOW, 0, 800",
    "LOW, 4000, 900",
    "LOW, 9223372036854775807, 999",
    "BACKGROUND, 0, 500",
    "BACKGROUND, 4000, 550",
    "BACKGROUND, 9223372036854775807, 599",
  })
  void weight_ofATierAlone_isFloorAndHalfAndBound(Tier tier, long millis, int expected) {
    assertThat(weight(LayerRole.of(tier), pod(tier, millis))).isEqualTo(expected);
  }

  @Test
  void weight_ofCriticalAndHighTogether_isSplit() {
    Workload critical = pod(Tier.CRITICAL, 4000);
    Workload high = pod(Tier.HIGH, 4000);
    assertThat(weight(LayerRole.CRITICAL, critical, high)).isEqualTo(5350);
    assertThat(weight(LayerRole.HIGH, critical, high)).isEqualTo(2800);
  }

  @Test
  void weight_ofTheBuiltInLayers_dependsOnNothing() {
    assertThat(weight(LayerRole.SYSTEM)).isEqualTo(1000);
    assertThat(weight(LayerRole.DEFAULT)).isEqualTo(800);
    Workload system = pod(Tier.NORMAL, 9000).toBuilder().priority(2_000_000_000).build();
    assertThat(weight(LayerRole.SYSTEM, system)).isEqualTo(1000);
  }
}
