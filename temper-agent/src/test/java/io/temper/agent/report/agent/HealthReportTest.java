package io.temper.agent.report.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.status.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthReportTest {
  @Test
  void alive_whileTheLoopComesRound_whateverTheState() {
    assertThat(HealthReport.alive(SampleObservation.enforcing()).good()).isTrue();
    assertThat(HealthReport.alive(SampleObservation.inSafeMode()).good()).isTrue();
    assertThat(HealthReport.alive(aged(new NodeState.Waiting("simple"), 30)).good())
        .isTrue();
  }

  @Test
  void alive_loopThatHangs_isNotAndSaysForHowLong() {
    HealthReport report = HealthReport.alive(aged(new NodeState.Enforcing(), 31));
    assertThat(report.good()).isFalse();
    assertThat(report.reason()).contains("31 s");
    assertThat(report.next()).contains("safe mode works");
  }

  @Test
  void ready_enforcingOrObservingAsAsked() {
    assertThat(HealthReport.ready(SampleObservation.enforcing()).good()).isTrue();
    assertThat(HealthReport.ready(aged(new NodeState.Observing(), 0)).good()).isTrue();
  }

  @Test
  void ready_anythingElse_isNotAndSaysWhy() {
    HealthReport safeMode = HealthReport.ready(SampleObservation.inSafeMode());
    assertThat(safeMode.good()).isFalse();
    assertThat(safeMode.state()).isEqualTo("safe-mode");
    assertThat(safeMode.reason()).contains("file by root: upgrade");
    assertThat(safeMode.next()).contains("nobody asks any more");
    assertThat(HealthReport.ready(aged(new NodeState.Waiting("simple"), 0)).good())
        .isFalse();
    assertThat(HealthReport.ready(aged(new NodeState.Idle("no CPUs"), 0)).good())
        .isFalse();
  }

  /** What was told last may not hold any more. */
  @Test
  void ready_enforcingByALoopThatHangs_isNot() {
    assertThat(HealthReport.ready(aged(new NodeState.Enforcing(), 31)).good()).isFalse();
  }

  private static NodeObservation aged(NodeState state, int seconds) {
    return SampleObservation.of(state, Duration.ofSeconds(seconds), null);
  }
}
