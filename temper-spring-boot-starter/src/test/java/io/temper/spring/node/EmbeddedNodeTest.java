package io.temper.spring.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.embedded.NodeBuilder;
import io.temper.runtime.safemode.SafeModeFile;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.spring.Await;
import io.temper.spring.LiveThreads;
import io.temper.spring.TemperMode;
import io.temper.spring.TemperRole;
import io.temper.spring.TemperState.Level;
import io.temper.spring.TemperStateChanged;
import io.temper.testkit.FakeBackend;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The control loop in an application, on a host without a kernel. */
@Timeout(60)
class EmbeddedNodeTest {
  private final FakeBackend host = new FakeBackend();
  private final List<Object> events = new CopyOnWriteArrayList<>();

  @TempDir
  private Path directory;

  private Path safeModeFile;
  private EmbeddedNode node;

  @BeforeEach
  void makeNode() {
    safeModeFile = directory.resolve("safe-mode");
    var role = new TemperRole(TemperMode.NODE, true, List.of());
    node = new EmbeddedNode(role, () -> parts(safeModeFile), events::add);
  }

  @AfterEach
  void stop() {
    node.stop();
  }

  private NodeBuilder parts(Path file) {
    return NodeBuilder.of(
            host,
            () -> new NodeWorkloads(WorkloadSet.empty(), new TreeMap<>()),
            () -> NodeTopology.parse("2c4t"))
        .safeMode(SafeModeOrigin.FILE, new SafeModeFile(file))
        .poll(Duration.ofMillis(100))
        .endTheProcess(() -> {
          throw new AssertionError("nothing hangs here");
        });
  }

  private void awaitState(String label) {
    Await.until(label, () -> node.state().label().equals(label));
  }

  @Test
  void start_putsTheSchedulerInCharge() {
    node.start();
    awaitState("enforcing");
    assertThat(host.inForce()).isPresent();
    assertThat(node.state().level()).isEqualTo(Level.UP);
    assertThat(node.observe()).isPresent();
  }

  @Test
  void stop_returnsTheNodeToItsStockSchedulerBeforeItReturns() {
    node.start();
    awaitState("enforcing");
    node.stop();
    assertThat(host.inForce()).isEmpty();
    assertThat(node.state().label()).isEqualTo("stopped");
  }

  @Test
  void closedContext_hasNoSchedulerInCharge() {
    new ApplicationContextRunner().withBean(EmbeddedNode.class, () -> node).run(context -> {
      awaitState("enforcing");
      assertThat(host.inForce()).isPresent();
    });
    assertThat(host.attachments()).isOne();
    assertThat(host.inForce()).isEmpty();
  }

  @Test
  void restart_attachesAnewAndLeavesNoThread() {
    int before = LiveThreads.startingWith("temper-").size();
    for (int round = 1; round <= 3; round++) {
      node.start();
      awaitState("enforcing");
      assertThat(host.attachments()).isEqualTo(round);
      node.stop();
    }
    Await.until(
        "its threads have ended", () -> LiveThreads.startingWith("temper-").size() <= before);
  }

  @Test
  void safeMode_endsTheSchedulerBeforeItReturns_andIsWithdrawn() {
    node.start();
    awaitState("enforcing");
    assertThat(node.enterSafeMode("upgrade")).isTrue();
    assertThat(host.inForce()).isEmpty();
    assertThat(node.state().label()).isEqualTo("safe-mode");
    assertThat(node.state().level()).isEqualTo(Level.UNKNOWN);
    assertThat(node.state().reason()).contains("upgrade");
    node.leaveSafeMode();
    awaitState("enforcing");
  }

  @Test
  void safeModeFile_countsFromBeforeTheStart() throws IOException {
    Files.createFile(safeModeFile);
    node.start();
    awaitState("safe-mode");
    assertThat(host.attachments()).isZero();
    // The endpoint cannot overrule the file.
    node.leaveSafeMode();
    Await.never("overruled", () -> !node.state().label().equals("safe-mode"));
    assertThat(host.attachments()).isZero();
    Files.delete(safeModeFile);
    awaitState("enforcing");
  }

  @Test
  void changes_arePublishedAsEvents() {
    node.start();
    awaitState("enforcing");
    Await.until("the event", () -> events.stream()
        .anyMatch(event -> ((TemperStateChanged) event).after().equals("enforcing")));
    host.runsOther("scx_lavd");
    node.enterSafeMode("");
    awaitState("safe-mode");
    node.leaveSafeMode();
    awaitState("waiting");
    assertThat(node.state().level()).isEqualTo(Level.UNKNOWN);
    assertThat(node.state().reason()).contains("scx_lavd");
  }

  @Test
  void events_areAChainFromStartToStop_alsoOverARestart() {
    for (int round = 0; round < 2; round++) {
      node.start();
      awaitTold("enforcing");
      node.stop();
    }
    assertThat(changes())
        .containsExactly(
            "stopped > idle",
            "idle > enforcing",
            "enforcing > stopped",
            "stopped > idle",
            "idle > enforcing",
            "enforcing > stopped");
    assertThat(((TemperStateChanged) events.get(2)).reason())
        .isEqualTo("the application is not running");
  }

  @Test
  void stop_ofANodeThatIsNotEnforcing_isAnEventToo_andOfOneThatNeverRanIsNone() throws IOException {
    node.stop();
    assertThat(events).isEmpty();
    Files.createFile(safeModeFile);
    node.start();
    awaitTold("safe-mode");
    node.stop();
    node.stop();
    assertThat(changes()).endsWith("safe-mode > stopped").doesNotHaveDuplicates();
  }

  @Test
  void observation_ofANodeThatWasStopped_saysSoInsteadOfNothing() {
    assertThat(node.observe()).isEmpty();
    node.start();
    awaitState("enforcing");
    node.stop();
    assertThat(node.observe().orElseThrow().status().state().label()).isEqualTo("stopped");
    assertThat(node.observe().orElseThrow().scheduler()).isNull();
    node.start();
    awaitState("enforcing");
    assertThat(node.observe().orElseThrow().status().state().label()).isEqualTo("enforcing");
  }

  private List<String> changes() {
    return events.stream()
        .map(TemperStateChanged.class::cast)
        .map(change -> change.before() + " > " + change.after())
        .toList();
  }

  private void awaitTold(String label) {
    Await.until(label, () -> {
      List<String> changes = changes();
      return !changes.isEmpty() && changes.get(changes.size() - 1).endsWith("> " + label);
    });
  }

  @Test
  void attachThatFails_isToldWithItsReason() {
    host.attachFails("the object is damaged: reinstall it");
    node.start();
    awaitState("refused");
    assertThat(node.state().level()).isEqualTo(Level.DOWN);
    assertThat(node.state().reason()).contains("the object is damaged");
  }

  @Test
  void inactiveRole_startsNothing() {
    var role = new TemperRole(TemperMode.NODE, false, List.of());
    var idle = new EmbeddedNode(role, () -> parts(safeModeFile), events::add);
    idle.start();
    assertThat(idle.isRunning()).isFalse();
    assertThat(idle.view()).isEmpty();
    assertThat(idle.enterSafeMode("")).isFalse();
  }

  @Test
  void loopThatFails_isAStateOfItsOwn_andAnEvent() {
    node = new EmbeddedNode(
        new TemperRole(TemperMode.NODE, true, List.of()),
        () -> NodeBuilder.of(
            new BrokenBackend(),
            () -> new NodeWorkloads(WorkloadSet.empty(), new TreeMap<>()),
            () -> NodeTopology.parse("2c4t")),
        events::add);
    node.start();
    awaitState("failed");
    assertThat(node.state().level()).isEqualTo(Level.DOWN);
    assertThat(node.state().reason()).contains("NoClassDefFoundError: com/sun/jna/Native");
    awaitTold("failed");
    node.stop();
    assertThat(changes()).containsExactly("stopped > idle", "idle > failed", "failed > stopped");
  }

  @Test
  void loopThatHangsOverARestart_isNotHeardWhenItComesToItsEnd() throws InterruptedException {
    var hangs = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var role = new TemperRole(TemperMode.NODE, true, List.of());
    var stale = parts(safeModeFile).planner((workloads, machine, context) -> {
      hangs.countDown();
      awaitThat(goesOn);
      ended.countDown();
      throw new NoClassDefFoundError("io/temper/Stale");
    });
    var builders = new ArrayDeque<>(List.of(stale, parts(safeModeFile)));
    node = new EmbeddedNode(role, builders::remove, events::add);
    node.start();
    hangs.await();
    node.stop();
    node.start();
    awaitTold("enforcing");
    goesOn.countDown();
    ended.await();
    Await.never("the stale loop was heard", () -> events.size() != 4);
    assertThat(changes())
        .containsExactly("stopped > idle", "idle > stopped", "stopped > idle", "idle > enforcing");
  }

  static void awaitThat(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a class path that is not whole. */
  private record BrokenBackend() implements SchedulerBackend {
    @Override
    public ProbeResult probe() {
      return new ProbeResult.Supported();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      throw new NoClassDefFoundError("com/sun/jna/Native");
    }

    @Override
    public boolean mayBeInCharge() {
      return false;
    }
  }
}
