package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import io.temper.spi.NodeReport;
import io.temper.spi.NodeReport.State;
import io.temper.tier.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent makes of the ports of an orchestrator. */
class AgentOrchestratorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir
  Path folder;

  private final FakeOrchestrator orchestrator = new FakeOrchestrator();
  private RunningAgent running;

  @BeforeEach
  void setUp() {
    running = new RunningAgent(folder);
    running.runs(inTier("web", Tier.HIGH, 1000));
    running.orchestrator = orchestrator;
    running.renew();
  }

  @AfterEach
  void tearDown() {
    running.close();
  }

  private void awaitTold(State state) {
    Await.until(
        PATIENCE,
        () -> orchestrator.sink.last().filter(report -> report.state() == state).isPresent(),
        () -> "not told " + state + ": " + orchestrator.sink.told());
  }

  private List<State> told() {
    return orchestrator.sink.told().stream().map(NodeReport::state).toList();
  }

  @Test
  void enforcing_isTold_withPlanAndGeneration() {
    running.start();
    awaitTold(State.ENFORCING);
    NodeReport report = orchestrator.sink.last().orElseThrow();
    assertThat(report.generation()).isEqualTo(1);
    assertThat(report.plan()).isNotNull();
  }

  @Test
  void safeModeAsked_isEnteredAndTold_andLeftOnceWithdrawn() {
    running.start();
    awaitTold(State.ENFORCING);
    orchestrator.safeMode.asks("somebody", "upgrade");
    orchestrator.ring();
    running.await("safe-mode");
    running.awaitStockScheduler();
    awaitTold(State.SAFE_MODE);
    assertThat(orchestrator.sink.last().orElseThrow().reason())
        .isEqualTo("asked for by annotation by somebody: upgrade");
    orchestrator.safeMode.withdraws();
    orchestrator.ring();
    running.await("enforcing");
  }

  @Test
  void safeModeUnclearAtTheStart_attachesNothing_andIsTold() {
    orchestrator.safeMode.fails("it is away; check it");
    running.start();
    awaitTold(State.SAFE_MODE);
    assertThat(running.host.attachments()).isZero();
    assertThat(orchestrator.sink.last().orElseThrow().reason()).contains("it is away; check it");
  }

  @Test
  void sinkThatFails_isAProblemOfTheAgent_andNothingElse() {
    orchestrator.sink.fails("the board is full; make room");
    running.start();
    var report = running.await("enforcing");
    assertThat(report.layers()).isNotEmpty();
    running.await(
        status -> status.problems().stream().anyMatch(text -> text.contains("the board is full")),
        "with the problem");
    orchestrator.sink.fails(null);
    running.await(status -> status.problems().isEmpty(), "without a problem");
    awaitTold(State.ENFORCING);
  }

  @Test
  void close_tellsLastThatItStopped_beforeTheOrchestratorIsClosed() {
    running.start();
    awaitTold(State.ENFORCING);
    running.close();
    assertThat(told()).endsWith(State.ENFORCING, State.STOPPED);
    assertThat(orchestrator.isToldUntilTheEnd()).isTrue();
  }
}
