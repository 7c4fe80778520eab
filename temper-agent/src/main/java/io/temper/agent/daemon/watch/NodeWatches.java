package io.temper.agent.daemon.watch;

import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.NodeFeeds;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.feed.PolledFeed;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.spi.ProbeResult.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the loop plans from, each looked at by a thread of its own. */
public final class NodeWatches {
  /** Without a bell this often; a bell may miss that a folder was mounted over, or a link's target. */
  private static final Duration WORKLOADS_ANYWAY = Duration.ofSeconds(2);

  private static final Lookout.Pause CONFIG_POLL =
      new Lookout.Pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
  private static final Duration TOPOLOGY_POLL = Duration.ofSeconds(4);
  private static final Duration OBJECTIONS_POLL = Duration.ofSeconds(10);

  private final Runnable wake;
  private final AgentPorts ports;
  private final PolledFeed<NodeWorkloads> workloads;
  private final PolledFeed<NodeTopology> topology;
  private final PolledFeed<TierPlanner> planner;
  private final PolledFeed<List<Finding>> objections;

  /**
   * Creates watches that do not look yet.
   *
   * @param ports what is looked at
   * @param poll how often workloads are looked at where no bell rings for them
   * @param wake lets the loop see what changed
   */
  public NodeWatches(AgentPorts ports, Duration poll, Runnable wake) {
    this.ports = ports;
    this.wake = wake;
    this.workloads = feed(
        "workloads",
        ports.workloads().read(),
        new Lookout.Pause(poll, WORKLOADS_ANYWAY),
        ports.workloads().bell());
    this.topology = feed("cpus", ports.host().topology(), TOPOLOGY_POLL);
    this.planner =
        feed("configuration", ports.plan().planner(), CONFIG_POLL, ports.plan().bell());
    this.objections = feed("objections", ports.host().objections(), OBJECTIONS_POLL);
  }

  private <T> PolledFeed<T> feed(String name, Supplier<T> source, Duration pause) {
    return feed(name, source, new Lookout.Pause(pause, pause), Bell.none());
  }

  private <T> PolledFeed<T> feed(String name, Supplier<T> source, Lookout.Pause pause, Bell bell) {
    return new PolledFeed<>(name, source, pause, bell, ports.process().ticker()::nanos, wake);
  }

  public void start(StartedParts parts) {
    parts.start(workloads, workloads::start);
    parts.start(topology, topology::start);
    parts.start(planner, planner::start);
    parts.start(objections, objections::start);
  }

  public NodeFeeds feeds() {
    return new NodeFeeds(workloads, topology, planner, objections);
  }

  /** Returns the machine as it was read last. */
  public Optional<NodeTopology> machine() {
    return topology.latest().last();
  }

  /** Looks at the configuration at once, whether it looks changed or not. */
  public void reload() {
    ports.plan().reload().run();
    planner.askNow();
  }
}
