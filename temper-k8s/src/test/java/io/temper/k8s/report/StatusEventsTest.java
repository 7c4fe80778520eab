package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.spi.NodeReport;
import io.temper.spi.ProbeResult.Finding;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusEventsTest {
  private static final NodeReport ENFORCING = SampleStatus.enforcing(1);

  private static NodeReport safeMode() {
    var request = new SafeModeRequest(
        SafeModeOrigin.ANNOTATION, "kubectl-annotate", "upgrade", SampleStatus.NOW);
    return SampleStatus.in(new NodeState.SafeMode(List.of(request)));
  }

  @Test
  void between_safeModeEntered_saysWhoAndWhy() {
    assertThat(StatusEvents.between(ENFORCING, safeMode()))
        .containsExactly(NodeEvent.warning(
            "SafeModeEntered",
            "asked for by annotation by kubectl-annotate: upgrade; once nobody asks any more, the node"
                + " is planned anew and the scheduler attached"));
  }

  @Test
  void between_safeModeLeft_saysWhatIsNow() {
    assertThat(StatusEvents.between(safeMode(), ENFORCING))
        .first()
        .satisfies(event -> assertThat(event.reason()).isEqualTo("SafeModeLeft"))
        .satisfies(event -> assertThat(event.message()).contains("the scheduler is attached"));
  }

  @Test
  void between_refused_saysFindingAndRemedy() {
    var refused =
        new NodeState.Refused(List.of(new Finding("btf", "no BTF", "use another kernel")), null);
    assertThat(StatusEvents.between(
            SampleStatus.in(new NodeState.Idle("x")), SampleStatus.in(refused)))
        .singleElement()
        .satisfies(event -> assertThat(event.reason()).isEqualTo("Refused"))
        .satisfies(
            event -> assertThat(event.message()).contains("btf: no BTF (use another kernel)"));
  }

  @Test
  void between_circuitOpened_isAnEventOfItsOwn() {
    NodeReport open = SampleStatus.of(new NodeState.Idle("x"), 0, null, true);
    assertThat(StatusEvents.between(SampleStatus.in(new NodeState.Idle("x")), open))
        .extracting(NodeEvent::reason)
        .containsExactly("CircuitOpen");
    assertThat(StatusEvents.between(open, open)).isEmpty();
  }

  @Test
  void between_layerDemoted_saysItOnce() {
    NodeReport demoted = SampleStatus.of(
        new NodeState.Enforcing(),
        1,
        SampleStatus.plan(Workloads.inTier("big", Tier.CRITICAL, 8000)),
        false);
    assertThat(StatusEvents.between(ENFORCING, demoted))
        .singleElement()
        .satisfies(event -> assertThat(event.reason()).isEqualTo("Demoted"))
        .satisfies(event -> assertThat(event.message()).contains("grouped instead of confined"));
    assertThat(StatusEvents.between(demoted, demoted)).isEmpty();
  }

  @Test
  void between_nothingOfNote_isNothing() {
    assertThat(StatusEvents.between(ENFORCING, SampleStatus.enforcing(2))).isEmpty();
    assertThat(StatusEvents.between(SampleStatus.in(new NodeState.Idle("x")), ENFORCING))
        .isEmpty();
  }
}
