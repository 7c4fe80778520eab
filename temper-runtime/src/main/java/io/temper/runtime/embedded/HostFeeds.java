package io.temper.runtime.embedded;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.NodeFeeds;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.PolledFeed;
import io.temper.spi.ProbeResult.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What the loop hears of the world, each source looked at by a thread of its own. */
final class HostFeeds implements AutoCloseable {
  private static final Duration TOPOLOGY_POLL = Duration.ofSeconds(4);

  private final PolledFeed<NodeWorkloads> workloads;
  private final PolledFeed<NodeTopology> topology;
  private final Feed<TierPlanner> planner;
  private final Feed<List<Finding>> objections;

  HostFeeds(NodeBuilder wanted, LongSupplier nanos, Runnable wake) {
    this.workloads = new PolledFeed<>("workloads", wanted.workloads, wanted.poll, nanos, wake);
    this.topology = new PolledFeed<>("cpus", wanted.topology, TOPOLOGY_POLL, nanos, wake);
    this.planner = Feed.always(wanted.planner, nanos.getAsLong());
    this.objections = Feed.always(List.of(), nanos.getAsLong());
  }

  NodeFeeds feeds() {
    return new NodeFeeds(workloads, topology, planner, objections);
  }

  Optional<NodeTopology> machine() {
    return topology.latest().last();
  }

  void start() {
    workloads.start();
    topology.start();
  }

  @Override
  public void close() {
    workloads.close();
    topology.close();
  }
}
