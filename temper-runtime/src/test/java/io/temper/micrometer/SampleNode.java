package io.temper.micrometer;

import io.temper.kernel.KernelLimits;
import io.temper.lint.Linter;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.node.NodeTopology;
import io.temper.observe.ExitCause;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.Migrations;
import io.temper.observe.SchedulerCounters;
import io.temper.observe.SchedulerSnapshot;
import io.temper.observe.Visits;
import io.temper.plan.TierPlanner;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.observation.ApiServerObservation.Watch;
import io.temper.runtime.observation.ApiServerObservation.Writes;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.AttachResult;
import io.temper.runtime.status.FeedHealth;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import io.temper.runtime.status.PublishResult;
import io.temper.testkit.Workloads;
import io.temper.tier.Tier;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node did, made by hand. */
final class SampleNode {
  static final int MOST_LAYERS = KernelLimits.STANDARD.layers();
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private SampleNode() {}

  /** A node that enforces, with a scheduler of these layers. */
  static NodeObservation enforcing(String... layers) {
    return new NodeObservation(
            status(new NodeState.Enforcing(), List.of()),
            Duration.ofMillis(250),
            new SchedulerObservation(
                new SchedulerSnapshot(
                    7,
                    true,
                    Arrays.stream(layers).map(SampleNode::layer).toList(),
                    new SchedulerCounters(11, 12, 0, 0, 0, 0, 13, 0)),
                new LayerDelays(List.of()),
                List.of()),
            Duration.ofMillis(800))
        .withLint(lint())
        .withApiServer(apiServer());
  }

  private static ApiServerObservation apiServer() {
    return new ApiServerObservation(
        List.of(
            new Watch("pods", false, Duration.ofSeconds(12), 2, 5, 30, 4),
            new Watch("node", true, null, 1, 6, 7, 0)),
        List.of(new Writes("annotations", true, 9, 1), new Writes("lease", false, 40, 2)));
  }

  private static LintObservation lint() {
    var refused = new NodeCondition("refused", "no BTF", NOW, 0, List.of());
    var report = Linter.standard().lint(LintInput.at(NOW).with(Fact.CONDITION, refused));
    return new LintObservation(report, Map.of("violation", 5L, "pass", 6L));
  }

  /** A node in safe mode. */
  static NodeObservation inSafeMode() {
    var request = new SafeModeRequest(SafeModeOrigin.FILE, "root", "upgrade", NOW);
    return without(status(new NodeState.SafeMode(List.of(request)), List.of(request)));
  }

  static NodeObservation without(NodeStatus status) {
    return new NodeObservation(status, Duration.ofMillis(250), null, Duration.ZERO);
  }

  static NodeStatus status(NodeState state, List<SafeModeRequest> safeMode) {
    return new NodeStatus(
        state,
        NOW,
        7,
        3,
        4,
        TierPlanner.standard()
            .plan(
                WorkloadSet.of(Workloads.inTier("web", Tier.HIGH, 1000)),
                NodeTopology.parse("4c8t")),
        null,
        null,
        List.of("batch"),
        safeMode,
        List.of(feed("workloads", null), feed("CPUs", "no such file")),
        new Circuit(List.of(NOW), 0, "a stall"),
        null,
        new NodeTally(
            Map.of(AttachResult.ATTACHED, 3L, AttachResult.REFUSED, 1L),
            Map.of(PublishResult.MEMBERS, 4L),
            Map.of(ExitCause.STALL, 2L),
            Duration.ofSeconds(60),
            Circuit.Position.CLOSED,
            3));
  }

  private static FeedHealth feed(String name, @Nullable String problem) {
    return new FeedHealth(name, problem, Duration.ofSeconds(2), problem == null ? 0 : 5);
  }

  /** Three waits: below 1 µs, of 2 to 4 µs, and of more than all edges. */
  static LayerStats layer(String name) {
    long[] waits = new long[26];
    waits[0] = 1;
    waits[2] = 1;
    waits[25] = 1;
    return new LayerStats(
        name,
        Duration.ofMillis(1500),
        Duration.ofSeconds(40),
        Duration.ofSeconds(39),
        Log2Histogram.of(waits),
        100,
        20,
        5,
        6,
        90,
        12,
        new Migrations(1, 2, 3, 4),
        0,
        14,
        0,
        15,
        16,
        Duration.ofMillis(700),
        new Visits(Duration.ofMillis(1), 17),
        Visits.NONE,
        18,
        Duration.ofMillis(250));
  }
}
