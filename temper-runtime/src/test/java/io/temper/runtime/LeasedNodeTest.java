package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.ControllerOptions.Mode;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.AttachResult;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.tier.Tier;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the loop promises where schedulers have a lease, so that one agent can leave them to the next. */
class LeasedNodeTest {
  private static final String READ_ONLY = "the pin cannot be removed: read-only";

  private final FakeNode node = new FakeNode().ready(inTier("web", Tier.HIGH, 1000));

  @BeforeEach
  void setUp() {
    node.host.leases();
  }

  @Test
  void left_goesOnAndIsTakenOverWithoutAttaching() {
    long generation = node.cycle().generation();
    node.succeedAgent(ControllerOptions.STANDARD);
    assertThat(node.host.inForce()).isPresent();
    NodeStatus status = node.cycle();
    assertThat(status.state()).isEqualTo(new NodeState.Enforcing());
    assertThat(status.generation()).isGreaterThan(generation);
    assertThat(status.attachments()).isZero();
    assertThat(status.tally().attaches()).containsEntry(AttachResult.TAKEN_OVER, 1L);
    assertThat(node.host.attachments()).isEqualTo(1);
  }

  @Test
  void takenOver_generationsGoOnRising() {
    node.cycle();
    node.succeedAgent(ControllerOptions.STANDARD);
    long taken = node.cycle().generation();
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("batch", Tier.LOW, 100));
    NodeStatus status = node.pass(Duration.ofSeconds(2));
    assertThat(status.generation()).isGreaterThan(taken);
    assertThat(node.host.inForce().orElseThrow().generation()).isEqualTo(status.generation());
  }

  @Test
  void left_isSaidOfTheAgentThatEnds() {
    node.cycle();
    node.enforcement.leave();
    assertThat(node.cycle().state()).isEqualTo(new NodeState.Stopped(true));
  }

  @Test
  void left_isEndedByAnAgentThatStartsInSafeMode() {
    node.cycle();
    node.succeedAgent(ControllerOptions.STANDARD);
    node.asks(SafeModeOrigin.FILE);
    assertThat(node.cycle().state().label()).isEqualTo("safe-mode");
    assertThat(node.isOnStockScheduler()).isTrue();
  }

  @Test
  void left_isEndedByAnAgentThatOnlyObserves() {
    node.cycle();
    node.succeedAgent(ControllerOptions.STANDARD.withMode(Mode.OBSERVE));
    node.cycle();
    assertThat(node.isOnStockScheduler()).isTrue();
  }

  /** The agent that comes next is asked for safe mode. */
  private void leavesWhatTheNextCannotEnd() {
    node.cycle();
    node.succeedAgent(ControllerOptions.STANDARD);
    node.asks(SafeModeOrigin.FILE);
    node.host.endLeftFails(READ_ONLY);
  }

  @Test
  void left_thatCannotBeEnded_isSaidAndTriedAgainEachSecond() {
    leavesWhatTheNextCannotEnd();
    assertThat(node.cycle().leftProblem()).isEqualTo(READ_ONLY);
    assertThat(node.isOnStockScheduler()).isFalse();
    int asked = node.host.endLeftCalls();
    node.cycle();
    assertThat(node.host.endLeftCalls()).as("within the second").isEqualTo(asked);
    node.pass(Duration.ofSeconds(1));
    assertThat(node.host.endLeftCalls()).as("a second later").isEqualTo(asked + 1);
    node.host.endLeftFails(null);
    assertThat(node.pass(Duration.ofSeconds(1)).leftProblem()).isNull();
    assertThat(node.isOnStockScheduler()).isTrue();
    node.pass(Duration.ofSeconds(5));
    assertThat(node.host.endLeftCalls()).as("once nothing is left").isEqualTo(asked + 2);
  }

  @Test
  void left_thatCouldNotBeEnded_isForgottenOnceItIsTakenOver() {
    leavesWhatTheNextCannotEnd();
    node.cycle();
    node.safeMode.leave(SafeModeOrigin.FILE, "ann");
    NodeStatus status = node.pass(Duration.ofSeconds(1));
    assertThat(status.state()).isEqualTo(new NodeState.Enforcing());
    assertThat(status.leftProblem()).isNull();
  }

  @Test
  void withoutAPlanYet_whatWasLeftGoesOn() {
    node.cycle();
    node.succeedAgent(ControllerOptions.STANDARD);
    node.workloads.forgets();
    assertThat(node.cycle().state().label()).isEqualTo("idle");
    assertThat(node.isOnStockScheduler()).isFalse();
  }

  @Test
  void withoutALease_leavingEnds() {
    var plain = new FakeNode().ready(inTier("web", Tier.HIGH, 1000));
    plain.cycle();
    plain.enforcement.leave();
    assertThat(plain.isOnStockScheduler()).isTrue();
    assertThat(plain.cycle().state()).isEqualTo(new NodeState.Stopped(false));
  }
}
