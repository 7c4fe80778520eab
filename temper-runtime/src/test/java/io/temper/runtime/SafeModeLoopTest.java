package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.NodeState;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.tier.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Safe mode and the loop: it is on while anybody asks, and nothing is attached meanwhile. */
class SafeModeLoopTest {
  private final FakeNode node = new FakeNode().ready(inTier("web", Tier.HIGH, 1000));

  @Test
  void asked_endsTheSchedulerBeforeTheLoopHearsOfIt() {
    node.cycle();
    node.asks(SafeModeOrigin.FILE);
    assertThat(node.isOnStockScheduler()).isTrue();
    assertThat(node.cycle().state()).isEqualTo(new NodeState.SafeMode(node.safeMode.requests()));
    assertThat(node.state().reason()).isEqualTo("asked for by file by root: test");
  }

  @Test
  void askedBeforeTheStart_nothingIsEverAttached() {
    node.asks(SafeModeOrigin.FILE);
    node.pass(Duration.ofMinutes(10));
    assertThat(node.host.attachments()).isZero();
  }

  @Test
  void left_isPlannedAnewAndAttached() {
    node.cycle();
    node.asks(SafeModeOrigin.SIGNAL);
    assertThat(node.cycle().plan()).isNull();
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("batch", Tier.BACKGROUND, 0));
    node.safeMode.leave(SafeModeOrigin.SIGNAL, "ann");
    assertThat(node.cycle().state().isEnforcing()).isTrue();
    assertThat(node.inForce().members()).hasSize(2);
    assertThat(node.inForce().generation()).isEqualTo(2);
  }

  @Test
  void severalAsk_eachMustLeave() {
    node.asks(SafeModeOrigin.FILE);
    node.asks(SafeModeOrigin.COMMAND);
    assertThat(node.safeMode.leave(SafeModeOrigin.FILE, "ann")).isTrue();
    assertThat(node.cycle().state().label()).isEqualTo("safe-mode");
    assertThat(node.safeMode.leave(SafeModeOrigin.COMMAND, "ann")).isTrue();
    assertThat(node.cycle().state().isEnforcing()).isTrue();
  }

  @Test
  void askedAndLeftBetweenTwoCycles_isAttachedAgain() {
    node.cycle();
    node.asks(SafeModeOrigin.FILE);
    node.safeMode.leave(SafeModeOrigin.FILE, "ann");
    assertThat(node.state().isEnforcing()).as("before the loop knows").isFalse();
    assertThat(node.cycle().state().isEnforcing()).isTrue();
    assertThat(node.host.attachments()).isEqualTo(2);
  }

  @Test
  void askedWhileAttaching_isEndedAsSoonAsItIsAttached() {
    var controller = node.controllerOver(new SchedulerBackend() {
      @Override
      public ProbeResult probe() {
        return node.host.probe();
      }

      @Override
      public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
        node.asks(SafeModeOrigin.FILE);
        return node.host.attach(config, listener);
      }
    });
    controller.cycle();
    assertThat(controller.status().state().label()).isEqualTo("safe-mode");
    assertThat(node.isOnStockScheduler()).isTrue();
  }
}
