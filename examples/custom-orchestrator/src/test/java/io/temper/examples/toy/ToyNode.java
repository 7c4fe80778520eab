package io.temper.examples.toy;

import io.temper.kernel.KernelCompiler;
import io.temper.node.NodeTopology;
import io.temper.plan.NodeConstraints;
import io.temper.plan.TierPlanner;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.ControllerThread;
import io.temper.runtime.NodeController;
import io.temper.runtime.NodeFeeds;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.PlanMemory;
import io.temper.runtime.Wakeup;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.PolledFeed;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.PolledRequest;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeListener;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.StatusTeller;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout.Pause;
import io.temper.spi.CgroupResolver;
import io.temper.spi.SchedulerBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A node of the toy platform under Temper's control loop, from its start to its end. */
final class ToyNode implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Enforcement enforcement = new Enforcement();
  private final PolledRequest drain;
  private final PolledFeed<NodeWorkloads> jobs;
  private final NodeController controller;
  private final ControllerThread loop;
  private final StatusTeller board;

  ToyNode(Path platform, NodeTopology machine, CgroupResolver cgroups, SchedulerBackend backend) {
    var ticker = Ticker.system();
    var wakeup = new Wakeup();
    var safeMode = new SafeMode(enforcement, SafeModeListener.waking(wakeup));
    drain = new PolledRequest(
        safeMode,
        SafeModeOrigin.ANNOTATION,
        new ToyDrain(platform.resolve("drain")),
        ticker::now,
        new Pause(POLL, POLL),
        Bell.none());
    var source = new ToyJobs(platform.resolve("jobs"));
    var reader = new WorkloadReader(source, cgroups, List::of, unused -> NodeConstraints.NONE);
    jobs = new PolledFeed<>("jobs", reader, POLL, ticker::nanos, wakeup);
    long now = ticker.nanos();
    controller = new NodeController(
        new NodeController.Ports(
            KernelCompiler.standard(),
            backend,
            RestartMemory.none(),
            PlanMemory.none(),
            ticker,
            wakeup),
        new NodeFeeds(
            jobs,
            Feed.always(machine, now),
            Feed.always(TierPlanner.standard(), now),
            Feed.always(List.of(), now)),
        enforcement,
        safeMode,
        ControllerOptions.STANDARD);
    loop = new ControllerThread(
        controller, wakeup, (before, after) -> {}, failure -> enforcement.end());
    board = new StatusTeller(new ToyBoard(platform.resolve("board")), controller::status, ticker);
  }

  /** Nothing is attached before it is known whether the node is drained. */
  void start() {
    drain.start();
    jobs.start();
    board.start();
    loop.start();
  }

  NodeStatus status() {
    return controller.status();
  }

  /** The scheduler first: whatever else hangs, it has ended then. */
  @Override
  public void close() {
    enforcement.end();
    loop.close();
    jobs.close();
    drain.close();
    board.close();
  }
}
