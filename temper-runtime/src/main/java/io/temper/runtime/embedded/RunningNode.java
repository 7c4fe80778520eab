package io.temper.runtime.embedded;

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
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.LastResort;
import io.temper.runtime.safemode.PolledRequest;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeListener;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.StatusTeller;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control loop from its start to its end, which returns the node to its stock scheduler. May be used from any
 * thread, but for {@link #start} and {@link #close}.
 */
public final class RunningNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final LastResort.Patience CLOSE_PATIENCE =
      new LastResort.Patience(Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** So long a scheduler that is being attached is waited for. */
  private static final Duration ATTACHING = Duration.ofSeconds(10);

  private static final Duration PLACING_PAUSE = Duration.ofSeconds(1);
  private static final Duration SCHEDULER_POLL = Duration.ofSeconds(1);
  private static final Lookout.Pause SAFE_MODE_POLL =
      new Lookout.Pause(Duration.ofMillis(100), Duration.ofMillis(100));

  private final Ticker ticker = Ticker.system();
  private final Enforcement enforcement = new Enforcement();
  private final Wakeup wakeup = new Wakeup();
  private final SafeMode safeMode = new SafeMode(enforcement, SafeModeListener.waking(wakeup));
  private final HostFeeds feeds;
  private final NodeController controller;
  private final ControllerThread loop;
  private final LastResort lastResort;
  private final List<PolledRequest> requests;
  private final List<StatusTeller> tellers;
  private final Optional<ProfiledThreads> profiled;
  private final Optional<Repeater> placing;
  private final PolledFeed<Optional<SchedulerObservation>> scheduler;
  private final NodeObserver observer;
  private final Consumer<Throwable> onFailure;
  private volatile @Nullable Throwable failure;

  RunningNode(NodeBuilder wanted) {
    this.feeds = new HostFeeds(wanted, ticker::nanos, wakeup);
    this.controller = new NodeController(
        new NodeController.Ports(
            KernelCompiler.standard(),
            wanted.backend,
            RestartMemory.none(),
            PlanMemory.none(),
            ticker,
            wakeup),
        feeds.feeds(),
        enforcement,
        safeMode,
        wanted.options);
    this.onFailure = wanted.onFailure;
    this.loop = new ControllerThread(controller, wakeup, wanted.listener, this::failed);
    this.lastResort = new LastResort(
        enforcement,
        CLOSE_PATIENCE,
        wanted.backend::mayBeInCharge,
        ticker::nanos,
        wanted.endTheProcess);
    this.requests = wanted.asking.entrySet().stream()
        .map(asking -> new PolledRequest(
            safeMode, asking.getKey(), asking.getValue(), ticker::now, SAFE_MODE_POLL, Bell.none()))
        .toList();
    this.tellers = wanted.sinks.stream()
        .map(sink -> new StatusTeller(sink, controller::status, ticker))
        .toList();
    this.profiled = wanted.profiles.map(this::profiledThreads);
    this.placing = profiled.map(rounds -> new Repeater("temper-profiles", rounds, PLACING_PAUSE));
    this.scheduler = new PolledFeed<>(
        "scheduler", new SchedulerReader(enforcement), SCHEDULER_POLL, ticker::nanos, () -> {});
    this.observer = new NodeObserver(
        controller::status, controller::age, scheduler, ticker::nanos, this::placement);
  }

  private ProfiledThreads profiledThreads(NodeBuilder.Profiles profiles) {
    return new ProfiledThreads(new ProfiledThreads.Ports(
        controller::view,
        feeds::machine,
        enforcement::inCharge,
        profiles::catalog,
        profiles.threads()));
  }

  private PlacementReport placement() {
    return profiled.map(ProfiledThreads::placement).orElse(PlacementReport.NOTHING);
  }

  /**
   * Begins; once. Nothing is attached before it is known whether safe mode is asked for. Whoever it fails for
   * closes the node.
   */
  public void start() {
    lastResort.start();
    requests.forEach(PolledRequest::start);
    feeds.start();
    scheduler.start();
    tellers.forEach(StatusTeller::start);
    loop.start();
    placing.ifPresent(Repeater::start);
  }

  /**
   * Returns how the node is doing. Never waits.
   *
   * @return as of the end of the last cycle
   */
  public NodeStatus status() {
    return controller.status();
  }

  /**
   * Returns what the node knows. Never waits.
   *
   * @return values of one moment
   */
  public NodeView view() {
    return controller.view();
  }

  /**
   * Returns for how long the loop has not come round: with more than some seconds it hangs.
   *
   * @return not negative
   */
  public Duration age() {
    return controller.age();
  }

  /**
   * Returns what the node does, for meters. Never waits.
   *
   * @return values of one moment
   */
  public NodeObservation observe() {
    return observer.get();
  }

  /**
   * Returns what keeps it from telling its sinks.
   *
   * @return a sentence for each of those that are not told
   */
  public List<String> problems() {
    return tellers.stream().map(StatusTeller::problem).flatMap(Optional::stream).toList();
  }

  /**
   * Asks for safe mode. Returns once the node is on its stock scheduler, but waits for no longer than ten seconds
   * for a scheduler that is being attached at that moment: it is ended as soon as it is.
   *
   * @param by who asks, for people
   * @param reason why; may be empty
   * @return whether the node is on its stock scheduler; if not, it will be, and {@link #status} tells when
   */
  public boolean enterSafeMode(String by, String reason) {
    safeMode.enter(new SafeModeRequest(SafeModeOrigin.COMMAND, by, reason, ticker.now()));
    return enforcement.awaitStock(ATTACHING);
  }

  /**
   * Withdraws what {@link #enterSafeMode} asked for, and what was asked for at the kernel. Who else asks goes on
   * asking.
   *
   * @param by who withdraws it, for people
   */
  public void leaveSafeMode(String by) {
    safeMode.leave(SafeModeOrigin.COMMAND, by);
    safeMode.leave(SafeModeOrigin.KERNEL, by);
  }

  /**
   * Returns what the loop has failed by: the node is on its stock scheduler then, and stays there until another one
   * is built.
   *
   * @return empty while all is well
   */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void failed(Throwable why) {
    enforcement.end();
    failure = why;
    LOG.error(
        "the control loop failed: the node is on its stock scheduler, and stays there until this"
            + " program is started again",
        why);
    onFailure.accept(why);
  }

  /**
   * Ends it, the scheduler first: whatever else hangs, the node is on its stock scheduler then. One that is being
   * attached at that moment is waited for, for at most ten seconds; should the kernel take longer, it is ended as
   * soon as it is attached, and whoever ends the process when that hangs goes on watching. Sinks hear that the
   * node has stopped. May be repeated.
   */
  @Override
  public void close() {
    enforcement.end();
    boolean stock = enforcement.awaitStock(ATTACHING);
    placing.ifPresent(Repeater::close);
    loop.close();
    tellers.forEach(StatusTeller::close);
    scheduler.close();
    feeds.close();
    requests.forEach(PolledRequest::close);
    if (stock) {
      lastResort.close();
    } else {
      LOG.warn(
          "a scheduler is still being attached or ended; it is ended as soon as the kernel is done with it");
    }
  }
}
