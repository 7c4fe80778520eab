package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.SchedulerExit;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.Circuit.Position;
import io.temper.runtime.restart.RestartBudget;
import io.temper.runtime.restart.RestartPolicy;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.spi.ProbeResult;
import io.temper.spi.ProbeResult.Finding;
import io.temper.tier.Tier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loop promises about attaching: when, how often, and what it never does. */
class AttachmentTest {
  private final FakeNode node = new FakeNode().ready(inTier("web", Tier.HIGH, 1000));

  @Test
  void eject_isTheStateUntilItIsAttachedAgain() {
    node.cycle();
    node.host.eject(FakeNode.STALL);
    NodeStatus status = node.cycle();
    assertThat(status.state())
        .isEqualTo(new NodeState.Ejected(FakeNode.STALL, Position.CLOSED, Duration.ofSeconds(1)));
    assertThat(status.generation()).isZero();
    assertThat(node.pass(Duration.ofSeconds(1)).state().isEnforcing()).isTrue();
    assertThat(node.host.attachments()).isEqualTo(2);
  }

  @Test
  void thirdFault_opensTheCircuitAndNothingIsTriedUntilItHasRested() {
    ejectThreeTimes();
    assertThat(node.state().next()).contains("ended too often", "5 min");
    node.pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(node.host.attachments()).isEqualTo(3);
    assertThat(node.pass(Duration.ofSeconds(1)).state().isEnforcing()).isTrue();
  }

  @Test
  void faultOnTrial_opensTheCircuitForLonger() {
    ejectThreeTimes();
    node.pass(Duration.ofMinutes(5));
    node.host.eject(FakeNode.STALL);
    node.cycle();
    assertThat(node.state())
        .isEqualTo(new NodeState.Ejected(FakeNode.STALL, Position.OPEN, Duration.ofMinutes(10)));
  }

  @Test
  void attachmentThatLasts_isForgivenEverything() {
    ejectThreeTimes();
    node.pass(Duration.ofMinutes(5));
    assertThat(node.pass(Duration.ofMinutes(10)).circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void agentThatIsStartedAnew_keepsTheRestOfThePause() {
    ejectThreeTimes();
    node.pass(Duration.ofMinutes(1));
    node.restartAgent();
    assertThat(node.cycle().state().reason()).contains("the agent before this one", "STALL");
    node.pass(Duration.ofMinutes(4).minusSeconds(1));
    assertThat(node.isOnStockScheduler()).isTrue();
    node.pass(Duration.ofSeconds(1));
    assertThat(node.isOnStockScheduler()).isFalse();
  }

  @Test
  void clockThatIsSetBack_makesNoPauseLonger() {
    ejectThreeTimes();
    node.ticker.step(Duration.ofDays(-30));
    node.restartAgent();
    node.cycle();
    assertThat(node.pass(Duration.ofMinutes(5)).state().isEnforcing()).isTrue();
  }

  @Test
  void sysRq_isAWishForTheStockSchedulerAndNoFault() {
    node.cycle();
    node.host.eject(FakeNode.SYSRQ);
    assertThat(node.cycle().state()).isInstanceOf(NodeState.SafeMode.class);
    assertThat(node.pass(Duration.ofHours(1)).attachments()).isEqualTo(1);
    node.safeMode.leave(SafeModeOrigin.KERNEL, "ann");
    assertThat(node.cycle().state().isEnforcing()).isTrue();
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void missedHeartbeat_isNoFaultOfTheScheduler() {
    for (int i = 0; i < 5; i++) {
      node.cycle();
      node.host.eject(FakeNode.HEARTBEAT);
      assertThat(node.cycle().state().label()).isEqualTo("ejected");
      node.pass(Duration.ofSeconds(2));
    }
    assertThat(node.state().isEnforcing()).isTrue();
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void otherScheduler_isWaitedForByNameAndNeverFought() {
    node.host.runsOther("scx_rusty");
    assertThat(node.cycle().state()).isEqualTo(new NodeState.Waiting("scx_rusty"));
    assertThat(node.pass(Duration.ofHours(1)).state())
        .isEqualTo(new NodeState.Waiting("scx_rusty"));
    node.host.runsOther(null);
    assertThat(node.pass(Duration.ofSeconds(1)).state().isEnforcing()).isTrue();
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void hostThatCannot_isRefusedWithItsFindings() {
    var finding = new Finding("sched-ext", "the kernel has none", "boot another one");
    node.host.probeAnswers(new ProbeResult.Unsupported(List.of(finding)));
    assertThat(node.cycle().state())
        .isEqualTo(new NodeState.Refused(List.of(finding), Duration.ofSeconds(10)));
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
    node.host.probeAnswers(new ProbeResult.Supported());
    assertThat(node.pass(Duration.ofSeconds(10)).state().isEnforcing()).isTrue();
  }

  @Test
  void attachThatFails_isTriedAsOftenAsTheBudgetAllows() {
    node.host.attachFails("bpf_map_create: no memory: give it more");
    assertThat(node.cycle().state().reason()).contains("bpf_map_create");
    assertThat(node.state().next()).contains("1 s");
    node.pass(Duration.ofMinutes(1));
    assertThat(node.memory.saved.faults()).hasSize(3);
    node.host.attachFails(null);
    assertThat(node.pass(Duration.ofMinutes(5)).state().isEnforcing()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void wishWhileAttaching_isAWishAndNoFault(SchedulerExit exit) {
    node.host.attachEnds(exit);
    assertThat(node.cycle().state()).isEqualTo(new NodeState.SafeMode(node.safeMode.requests()));
    assertThat(node.state().reason()).contains("kernel", exit.reason());
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
    assertThat(node.controller().status().lastExit()).isEqualTo(exit);
    node.host.attachEnds(null);
    node.pass(Duration.ofHours(1));
    assertThat(node.host.attachments()).isZero();
    node.safeMode.leave(SafeModeOrigin.KERNEL, "ann");
    assertThat(node.cycle().state().isEnforcing()).isTrue();
  }

  static List<SchedulerExit> wishes() {
    return List.of(FakeNode.SYSRQ, SchedulerExit.of(64, 0, "unregistered", "", ""));
  }

  @Test
  void kernelThatEndsItWhileAttaching_costsNothingOfTheBudget() {
    node.host.attachEnds(SchedulerExit.of(66, 0, "cgroup went away", "", ""));
    assertThat(node.cycle().state().reason()).contains("attach", "cgroup went away");
    assertThat(node.state().next()).contains("2 s");
    assertThat(node.memory.saved).isEqualTo(Circuit.CLOSED);
    node.host.attachEnds(null);
    assertThat(node.pass(Duration.ofSeconds(2)).state().isEnforcing()).isTrue();
  }

  @Test
  void errorWhileAttaching_isAFault() {
    node.host.attachEnds(FakeNode.STALL);
    assertThat(node.cycle().state().reason()).contains("runnable task stall");
    assertThat(node.memory.saved.faults()).hasSize(1);
  }

  @Test
  void endThatWasTheAgentsOwnDoing_isNobodysWish() {
    var attachment = new Attachment(
        node.host,
        node.enforcement,
        node.safeMode,
        new RestartBudget(RestartPolicy.STANDARD, node.memory, node.ticker),
        node.ticker,
        () -> {});
    node.cycle();
    var scheduler = node.enforcement.inCharge().orElseThrow();
    node.enforcement.end();
    attachment.foundEnded(scheduler, SchedulerExit.of(64, 0, "unregistered", "", ""));
    assertThat(attachment.heard()).isEmpty();
    assertThat(node.safeMode.requests()).isEmpty();
  }

  private void ejectThreeTimes() {
    for (int i = 0; i < 3; i++) {
      node.pass(Duration.ofSeconds(4));
      SchedulerExit exit = FakeNode.STALL;
      node.host.eject(exit);
      node.cycle();
    }
    assertThat(node.state())
        .isEqualTo(new NodeState.Ejected(FakeNode.STALL, Position.OPEN, Duration.ofMinutes(5)));
  }
}
