package io.temper.runtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.kernel.KernelConfig;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.NodeReport;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.FakeCgroups;
import io.temper.testkit.FakeSafeModeSource;
import io.temper.testkit.FakeStatusSink;
import io.temper.testkit.Topologies;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole loop with its threads, on a host without a kernel. */
class RunningNodeTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final FakeBackend host = new FakeBackend();
  private final FakeSafeModeSource asks = new FakeSafeModeSource();
  private final FakeStatusSink told = new FakeStatusSink();
  private final List<String> states = new CopyOnWriteArrayList<>();
  private final NodeBuilder parts = NodeBuilder.of(
          host,
          () -> WorkloadSet.of(Workloads.inTier("web", Tier.HIGH, 1000)),
          new FakeCgroups(),
          () -> Topologies.smt(4))
      .safeMode(SafeModeOrigin.ANNOTATION, asks)
      .tells(told)
      .listener((before, after) -> states.add(after.state().label()))
      .poll(Duration.ofMillis(50))
      .endTheProcess(() -> {
        throw new AssertionError("nothing hangs here");
      });
  private RunningNode node = parts.build();

  @AfterEach
  void end() {
    node.close();
    assertThat(host.inForce()).isEmpty();
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(condition.getAsBoolean()).as("%s", node.status().state()).isTrue();
  }

  private void awaitState(String label) throws InterruptedException {
    await(() -> node.status().state().label().equals(label));
  }

  @Test
  void build_startsNothing() {
    assertThat(host.attachments()).isZero();
    assertThat(told.tries()).isZero();
  }

  @Test
  void start_enforcesWhatTheSourceTells_andSaysSo() throws InterruptedException {
    node.start();
    awaitState("enforcing");
    assertThat(host.inForce()).isPresent();
    await(() -> told.last().map(NodeReport::state).equals(Optional.of(NodeReport.State.ENFORCING)));
    assertThat(node.view().workloads()).isNotNull();
    assertThat(node.observe().status().state().label()).isEqualTo("enforcing");
    assertThat(node.age()).isLessThan(LONG);
    // Whoever asks hears of it before the listener does.
    await(() -> !states.isEmpty() && states.get(states.size() - 1).equals("enforcing"));
  }

  @Test
  void close_isOnTheStockSchedulerFirst_andSinksHearOfItLast() throws InterruptedException {
    node.start();
    await(() -> !told.told().isEmpty());
    awaitState("enforcing");
    node.close();
    assertThat(host.inForce()).isEmpty();
    assertThat(told.last().map(NodeReport::state)).contains(NodeReport.State.STOPPED);
    assertThat(told.isClosed()).isTrue();
    node.close();
  }

  @Test
  void safeMode_askedForBeforeTheStart_attachesNothingUntilItIsWithdrawn()
      throws InterruptedException {
    asks.asks("the platform", "upgrade");
    node.start();
    awaitState("safe-mode");
    assertThat(host.attachments()).isZero();
    asks.withdraws();
    awaitState("enforcing");
  }

  @Test
  void enterSafeMode_returnsOnTheStockScheduler_andOnlyWithdrawsItsOwn()
      throws InterruptedException {
    node.start();
    awaitState("enforcing");
    assertThat(node.enterSafeMode("a test", "look into it")).isTrue();
    assertThat(host.inForce()).isEmpty();
    asks.asks("the platform", "upgrade");
    await(() -> node.status().state().reason().contains("upgrade"));
    node.leaveSafeMode("a test");
    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(node.status().state().label()).isEqualTo("safe-mode");
    asks.withdraws();
    awaitState("enforcing");
  }

  /** A backend whose attaching takes until it is let go. */
  private final class SlowBackend implements SchedulerBackend {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    public ProbeResult probe() {
      return host.probe();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      begun.countDown();
      try {
        assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return host.attach(config, listener);
    }
  }

  @Test
  void enterSafeMode_whileASchedulerIsBeingAttached_returnsWhenThatOneHasEnded()
      throws InterruptedException {
    var slow = new SlowBackend();
    try (RunningNode busy = NodeBuilder.of(
            slow,
            () -> WorkloadSet.of(Workloads.inTier("web", Tier.HIGH, 1000)),
            new FakeCgroups(),
            () -> Topologies.smt(4))
        .poll(Duration.ofMillis(50))
        .build()) {
      busy.start();
      assertThat(slow.begun.await(30, TimeUnit.SECONDS)).isTrue();
      var asking = CompletableFuture.supplyAsync(() -> busy.enterSafeMode("a test", ""));
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(asking).as("while it is being attached").isNotDone();
      slow.mayEnd.countDown();
      assertThat(asking.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
      assertThat(host.inForce()).isEmpty();
    }
  }

  @Test
  void sinkThatFails_isAProblem_andNothingElseSuffers() throws InterruptedException {
    told.fails("board: no space left; make room");
    node.start();
    awaitState("enforcing");
    await(() -> node.problems().size() == 1);
    assertThat(node.problems().get(0)).contains("board: no space left; make room");
  }

  @Test
  void options_observe_attachesNothing() throws InterruptedException {
    node = parts
        .options(ControllerOptions.STANDARD.withMode(ControllerOptions.Mode.OBSERVE))
        .build();
    node.start();
    awaitState("observing");
    assertThat(host.attachments()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void poll_notPositive_isRefused(long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parts.poll(Duration.ofMillis(millis)))
        .withMessageContaining("positive time");
  }

  @Test
  void safeMode_twoSourcesOfOneOrigin_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parts.safeMode(SafeModeOrigin.ANNOTATION, asks))
        .withMessageContaining("by annotation is given already");
  }
}
