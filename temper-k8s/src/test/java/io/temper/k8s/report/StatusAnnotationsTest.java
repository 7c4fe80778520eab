package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.status.NodeState;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusAnnotationsTest {
  private static final NodeKernel KERNEL = new NodeKernel("6.18", "");

  @Test
  void of_enforcing_hasStatusGenerationAndTiers() {
    assertThat(StatusAnnotations.of(SampleStatus.enforcing(7), new NodeKernel("6.18.15", "FL2")))
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("agent-status", "enforcing"),
            Map.entry(
                "agent-status-reason",
                "the scheduler is attached and goes by the last complete plan"),
            Map.entry("config-generation", "7"),
            Map.entry("kernel", "6.18.15"),
            Map.entry("kernel-feature-level", "FL2"),
            Map.entry("pods-critical", "0"),
            Map.entry("cpu-millis-critical", "0"),
            Map.entry("pods-high", "2"),
            Map.entry("cpu-millis-high", "1500"),
            Map.entry("pods-normal", "0"),
            Map.entry("cpu-millis-normal", "0"),
            Map.entry("pods-low", "0"),
            Map.entry("cpu-millis-low", "0"),
            Map.entry("pods-background", "0"),
            Map.entry("cpu-millis-background", "0")));
  }

  @Test
  void of_noPlanYet_saysNothingOfTiers() {
    assertThat(StatusAnnotations.of(SampleStatus.in(new NodeState.Idle("nobody answers")), KERNEL))
        .containsOnlyKeys("agent-status", "agent-status-reason", "config-generation", "kernel")
        .containsEntry("agent-status", "idle")
        .containsEntry("agent-status-reason", "nobody answers");
  }

  @Test
  void names_areThoseOfAPlan() {
    assertThat(StatusAnnotations.names())
        .containsExactlyInAnyOrderElementsOf(
            StatusAnnotations.of(SampleStatus.enforcing(1), new NodeKernel("6.18", "FL2"))
                .keySet());
  }

  @Test
  void of_longReason_isCut() {
    String reason = StatusAnnotations.of(
            SampleStatus.in(new NodeState.Idle("x".repeat(5000))), KERNEL)
        .get("agent-status-reason");
    assertThat(reason).hasSize(500).endsWith("x…");
  }

  @Test
  void of_sameNodeLater_isEqual() {
    assertThat(StatusAnnotations.of(SampleStatus.enforcing(7), KERNEL))
        .isEqualTo(StatusAnnotations.of(SampleStatus.enforcing(7), KERNEL));
  }

  @Test
  void of_podsOfEachTier_areCountedThere() {
    var annotations = StatusAnnotations.of(
        SampleStatus.of(
            new NodeState.Observing(),
            0,
            SampleStatus.plan(
                Workloads.inTier("a", Tier.NORMAL, 100), Workloads.inTier("b", Tier.LOW, 20)),
            false),
        KERNEL);
    assertThat(annotations)
        .containsEntry("pods-normal", "1")
        .containsEntry("cpu-millis-normal", "100")
        .containsEntry("pods-low", "1")
        .containsEntry("cpu-millis-low", "20");
  }
}
