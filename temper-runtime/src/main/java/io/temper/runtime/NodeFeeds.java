package io.temper.runtime;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.Reading;
import io.temper.runtime.status.FeedHealth;
import io.temper.spi.ProbeResult.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the control loop hears of the world.
 *
 * @param workloads what runs
 * @param topology the machine
 * @param planner makes the plans; the same one while the configuration does not change
 * @param objections why nothing may be enforced although it could be, such as CPU limits that would lose
 *     their effect; an empty list for none
 */
public record NodeFeeds(
    Feed<NodeWorkloads> workloads,
    Feed<NodeTopology> topology,
    Feed<TierPlanner> planner,
    Feed<List<Finding>> objections) {
  /** How long a source may take to answer before it is said that it does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Returns what a plan needs and was never heard of; empty if all of it was. */
  Optional<String> missing(long nowNanos) {
    return health(nowNanos).stream()
        .filter(feed -> !feed.known())
        .findFirst()
        .map(feed -> feed.problem() == null ? "not known yet: " + feed.name() : feed.problem());
  }

  /** Returns how the sources are doing. */
  List<FeedHealth> health(long nowNanos) {
    List<FeedHealth> health = new ArrayList<>();
    health.add(health("workloads", workloads.latest(), nowNanos));
    health.add(health("CPUs", topology.latest(), nowNanos));
    health.add(health("configuration", planner.latest(), nowNanos));
    health.add(health("objections", objections.latest(), nowNanos));
    return health;
  }

  private static FeedHealth health(String name, Reading<?> reading, long nowNanos) {
    return new FeedHealth(
        name,
        problem(name, reading, nowNanos),
        reading.value() == null ? null : Duration.ofNanos(nowNanos - reading.answeredNanos()),
        reading.failures());
  }

  private static @Nullable String problem(String name, Reading<?> reading, long nowNanos) {
    long silent = nowNanos - reading.askedNanos();
    if (reading.pending() && silent >= PATIENCE.toNanos()) {
      return "the source of the " + name + " has not answered for "
          + Duration.ofNanos(silent).toSeconds() + " s; the last answer still counts";
    }
    return reading.problem();
  }
}
