package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.NodeState;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.tier.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends that are heard of later than they happen, as threads of a backend may tell them. */
class LateExitTest {
  private final FakeNode node = new FakeNode().ready(inTier("web", Tier.HIGH, 1000));
  private final List<SchedulerListener> listeners = new ArrayList<>();
  private final NodeController controller = node.controllerOver(new Hesitating());

  /** A backend that tells of ends when the test says so. */
  private final class Hesitating implements SchedulerBackend {
    @Override
    public ProbeResult probe() {
      return node.host.probe();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      AttachedScheduler attached = node.host.attach(config, exit -> {});
      listeners.add(listener);
      return attached;
    }
  }

  @Test
  void endOfAnEarlierScheduler_leavesItsSuccessorInCharge() {
    controller.cycle();
    node.asks(SafeModeOrigin.FILE);
    node.safeMode.leave(SafeModeOrigin.FILE, "ann");
    controller.cycle();
    listeners.get(0).onExit(FakeNode.HEARTBEAT);
    controller.cycle();
    assertThat(controller.status().state().isEnforcing()).isTrue();
    assertThat(node.host.attachments()).isEqualTo(2);
    assertThat(controller.status().lastExit()).isEqualTo(FakeNode.HEARTBEAT);
  }

  @Test
  void endThatPublishingFindsFirst_countsOnce() {
    controller.cycle();
    node.host.eject(FakeNode.STALL);
    node.runs(inTier("web", Tier.HIGH, 1000), inTier("api", Tier.HIGH, 10));
    assertThat(controller.cycle()).isEqualTo(Duration.ZERO);
    controller.cycle();
    assertThat(controller.status().state().label()).isEqualTo("ejected");
    tellLate(FakeNode.STALL);
    assertThat(controller.status().circuit().faults()).hasSize(1);
  }

  private void tellLate(SchedulerExit exit) {
    listeners.get(0).onExit(exit);
    controller.cycle();
  }

  @Test
  void ended_nothingIsAttachedAnyMore() {
    controller.cycle();
    node.enforcement.end();
    assertThat(node.isOnStockScheduler()).isTrue();
    node.ticker.advance(Duration.ofHours(1));
    controller.cycle();
    assertThat(node.isOnStockScheduler()).isTrue();
    assertThat(node.host.attachments()).isEqualTo(1);
    assertThat(controller.status().state()).isEqualTo(new NodeState.Stopped(false));
    assertThat(node.safeMode.requests()).isEmpty();
  }

  @Test
  void endedBeforeTheLoopHearsOfIt_isToldAtOnce() {
    controller.cycle();
    node.enforcement.end();
    assertThat(controller.status().state()).isEqualTo(new NodeState.Stopped(false));
    assertThat(controller.status().generation()).isZero();
  }
}
