package io.temper.spring.node;

import io.temper.kernel.KernelCompiler;
import io.temper.runtime.ControllerThread;
import io.temper.runtime.NodeController;
import io.temper.runtime.NodeView;
import io.temper.runtime.PlanMemory;
import io.temper.runtime.Wakeup;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.feed.PolledFeed;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.NodeObserver;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.observation.SchedulerReader;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.LastResort;
import io.temper.runtime.safemode.PolledRequest;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeFile;
import io.temper.runtime.safemode.SafeModeListener;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.StatusListener;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control loop from its start to its end, which returns the node to its stock scheduler. */
final class RunningNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final LastResort.Patience CLOSE_PATIENCE =
      new LastResort.Patience(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private static final Duration PLACING_PAUSE = Duration.ofSeconds(1);
  private static final Duration SCHEDULER_POLL = Duration.ofSeconds(1);
  private static final Lookout.Pause FILE_POLL =
      new Lookout.Pause(Duration.ofMillis(100), Duration.ofMillis(100));

  private final Ticker ticker = Ticker.system();
  private final Enforcement enforcement = new Enforcement();
  private final Wakeup wakeup = new Wakeup();
  private final SafeMode safeMode = new SafeMode(enforcement, SafeModeListener.waking(wakeup));
  private final NodeFeedsOf feeds;
  private final NodeController controller;
  private final ControllerThread loop;
  private final LastResort lastResort;
  private final PolledRequest file;
  private final ProfiledThreads profiled;
  private final Repeater placing;
  private final PolledFeed<Optional<SchedulerObservation>> scheduler;
  private final NodeObserver observer;

  RunningNode(NodePorts ports, StatusListener listener) {
    this.feeds = new NodeFeedsOf(ports, ticker::nanos, wakeup);
    this.controller = new NodeController(
        new NodeController.Ports(
            KernelCompiler.standard(),
            ports.backend(),
            RestartMemory.none(),
            PlanMemory.none(),
            ticker,
            wakeup),
        feeds.feeds(),
        enforcement,
        safeMode,
        ports.options());
    this.loop = new ControllerThread(controller, wakeup, listener, this::failed);
    this.lastResort = new LastResort(
        enforcement,
        CLOSE_PATIENCE,
        ports.backend()::mayBeInCharge,
        ticker::nanos,
        ports.endTheProcess());
    this.file = new PolledRequest(
        safeMode,
        SafeModeOrigin.FILE,
        new SafeModeFile(ports.safeModeFile()),
        ticker::now,
        FILE_POLL,
        Bell.none());
    this.profiled = new ProfiledThreads(new ProfiledThreads.Ports(
        controller::view, feeds::machine, enforcement::inCharge, ports::profiles, ports.threads()));
    this.placing = new Repeater("temper-profiles", profiled, PLACING_PAUSE);
    this.scheduler = new PolledFeed<>(
        "scheduler", new SchedulerReader(enforcement), SCHEDULER_POLL, ticker::nanos, () -> {});
    this.observer = new NodeObserver(
        controller::status, controller::age, scheduler, ticker::nanos, profiled::placement);
  }

  /** Nothing is attached before it is known whether safe mode is asked for. */
  void start() {
    lastResort.start();
    file.start();
    feeds.start();
    scheduler.start();
    loop.start();
    placing.start();
  }

  NodeView view() {
    return controller.view();
  }

  Duration age() {
    return controller.age();
  }

  NodeObservation observe() {
    return observer.get();
  }

  /** Returns once the node is on its stock scheduler. */
  void enterSafeMode(String reason) {
    safeMode.enter(
        new SafeModeRequest(SafeModeOrigin.COMMAND, "/actuator/temper", reason, ticker.now()));
  }

  /** Withdraws what was asked for here; a file goes on asking. */
  void leaveSafeMode() {
    safeMode.leave(SafeModeOrigin.COMMAND, "/actuator/temper");
    safeMode.leave(SafeModeOrigin.KERNEL, "/actuator/temper");
  }

  private void failed(Throwable failure) {
    enforcement.end();
    LOG.error(
        "the control loop failed: the node is on its stock scheduler, and stays there until this"
            + " application is started again",
        failure);
  }

  /** The scheduler first: whatever else hangs, it has ended then. */
  @Override
  public void close() {
    enforcement.end();
    placing.close();
    loop.close();
    scheduler.close();
    feeds.close();
    file.close();
    lastResort.close();
  }
}
