package io.temper.micrometer;

import static io.temper.micrometer.Series.oneIf;

import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerCounters;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.AttachResult;
import io.temper.runtime.status.FeedHealth;
import io.temper.runtime.status.NodeTally;
import io.temper.runtime.status.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The meters that a node has once, and those of its sources. */
final class NodeMeters {
  /** Every name that a state has. */
  static final List<String> STATES = List.of(
      "idle", "refused", "observing", "enforcing", "safe-mode", "ejected", "waiting", "stopped");

  static final MeterGroup<NodeObservation> NODE = MeterGroup.single(Optional::of, node());

  static final MeterGroup<FeedHealth> FEEDS = new MeterGroup<>(
      "feed",
      observation -> observation.status().feeds().stream()
          .collect(Collectors.toMap(FeedHealth::name, feed -> feed)),
      List.of(
          Series.of(TemperMeter.FEED_AGE, feed -> secondsOrNone(feed.age())),
          Series.of(TemperMeter.FEED_FAILING, feed -> oneIf(feed.problem() != null)),
          Series.of(TemperMeter.FEED_FAILURES, FeedHealth::failures)));

  static final MeterGroup<SchedulerCounters> SCHEDULER = MeterGroup.single(
      observation -> Optional.ofNullable(observation.scheduler())
          .map(scheduler -> scheduler.snapshot().counters()),
      List.of(
          Series.of(TemperMeter.DISPATCHES, SchedulerCounters::dispatches),
          Series.of(TemperMeter.STEALS, SchedulerCounters::steals),
          Series.of(TemperMeter.RESCUES, SchedulerCounters::rescues)));

  static final MeterGroup<Duration> SAMPLE = MeterGroup.single(
      observation ->
          Optional.ofNullable(observation.scheduler()).map(known -> observation.schedulerAge()),
      List.of(Series.seconds(TemperMeter.SAMPLE_AGE, age -> age)));

  private NodeMeters() {}

  private static List<Series<NodeObservation>> node() {
    List<Series<NodeObservation>> all = new ArrayList<>();
    for (String state : STATES) {
      all.add(Series.of(
          TemperMeter.STATE, state, node -> oneIf(node.status().state().label().equals(state))));
    }
    all.add(Series.of(TemperMeter.GENERATION, node -> node.status().generation()));
    all.add(Series.of(TemperMeter.PLAN_AGE, NodeMeters::planAge));
    all.add(
        Series.of(TemperMeter.PLAN_PROBLEM, node -> oneIf(node.status().planProblem() != null)));
    all.add(Series.of(
        TemperMeter.PLAN_UNRESOLVED, node -> node.status().unresolved().size()));
    all.add(Series.seconds(TemperMeter.LOOP_AGE, NodeObservation::loopAge));
    all.addAll(counted());
    all.addAll(restarts());
    for (SafeModeOrigin source : SafeModeOrigin.values()) {
      all.add(Series.of(TemperMeter.SAFE_MODE, source.label(), node -> oneIf(asks(node, source))));
    }
    return all;
  }

  private static List<Series<NodeObservation>> counted() {
    List<Series<NodeObservation>> all = new ArrayList<>();
    for (AttachResult result : AttachResult.values()) {
      all.add(Series.of(
          TemperMeter.ATTACHES, result.label(), node -> count(tally(node).attaches(), result)));
    }
    for (PublishResult result : PublishResult.values()) {
      all.add(Series.of(
          TemperMeter.PUBLISHES, result.label(), node -> count(tally(node).publishes(), result)));
    }
    for (ExitCause cause : ExitCause.values()) {
      all.add(
          Series.of(TemperMeter.EJECTS, label(cause), node -> count(tally(node).ejects(), cause)));
    }
    return all;
  }

  private static List<Series<NodeObservation>> restarts() {
    List<Series<NodeObservation>> all = new ArrayList<>();
    all.add(Series.of(
        TemperMeter.RESTART_FAULTS, node -> node.status().circuit().faults().size()));
    all.add(Series.of(TemperMeter.RESTART_BUDGET, node -> tally(node).budget()));
    for (Circuit.Position position : Circuit.Position.values()) {
      all.add(Series.of(
          TemperMeter.CIRCUIT, label(position), node -> oneIf(tally(node).circuit() == position)));
    }
    return all;
  }

  private static NodeTally tally(NodeObservation node) {
    return node.status().tally();
  }

  private static <K> double count(Map<K, Long> counts, K key) {
    return counts.getOrDefault(key, 0L);
  }

  private static boolean asks(NodeObservation node, SafeModeOrigin source) {
    return node.status().safeMode().stream().anyMatch(request -> request.source() == source);
  }

  private static double planAge(NodeObservation node) {
    Duration age = tally(node).planAge();
    return secondsOrNone(age == null ? null : age.plus(node.loopAge()));
  }

  private static double secondsOrNone(@Nullable Duration time) {
    return time == null ? Double.NaN : Series.seconds(time);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
