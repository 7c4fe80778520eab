package io.temper.agent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.node.PodSet;
import io.temper.agent.demo.report.DemoReport;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.workload.WorkloadSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoPodsTest {
  private static final WorkloadSet PODS = DemoPods.read();
  private static final PlanVariants VARIANTS =
      new PlanVariants(PODS, DemoPods.CHANGING_BATCH, DemoPods.GUEST);

  private static String tierOf(WorkloadSet pods, String name) {
    var plan = TierPlanner.standard().plan(pods, NodeTopology.parse("2c2t"));
    return plan.member(DemoPods.named(pods, name).id())
        .orElseThrow()
        .assignment()
        .tier()
        .orElseThrow()
        .label();
  }

  @ParameterizedTest
  @CsvSource({
    "redis, critical",
    "redis-client, critical",
    "api, high",
    "web, normal",
    "encode, background",
    "hash, background"
  })
  void pods_haveTheTiersThatTheDemoSpeaksOf(String name, String tier) {
    assertThat(tierOf(PODS, name)).isEqualTo(tier);
  }

  @Test
  void variants_changeOneThingAtATime() {
    assertThat(tierOf(VARIANTS.after(0).pods(), "encode")).isEqualTo("low");
    assertThat(VARIANTS.after(1).pods().size()).isEqualTo(PODS.size() - 1);
    assertThat(tierOf(VARIANTS.after(2).pods(), "encode")).isEqualTo("background");
    assertThat(VARIANTS.after(3).pods()).isEqualTo(PODS);
    assertThat(VARIANTS.after(4)).isEqualTo(VARIANTS.after(0));
  }

  @Test
  void planRows_nameEveryPodAndItsPlace() {
    var plan = TierPlanner.standard().plan(PODS, NodeTopology.parse("2c2t"));
    DemoReport.Plan rows = PlanRows.of(plan, PODS, PodSet.of(PODS, CgroupDriver.SYSTEMD));
    assertThat(rows.pods())
        .contains(new DemoReport.PodRow(
            "shop/redis", "temper-critical", "Burstable", 1000, 39, "critical", "critical"))
        .hasSize(6);
    assertThat(rows.layers())
        .extracting(DemoReport.LayerRow::name)
        .startsWith("system", "critical");
    assertThat(rows.decisions()).isNotEmpty();
  }
}
