package io.temper.lint;

import io.temper.lint.fact.SchedulerWindow;
import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.SchedulerCounters;
import io.temper.observe.SchedulerSnapshot;
import io.temper.observe.Visits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Two readings of a scheduler, ten seconds apart, the earlier all zero. */
final class Windows {
  static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private static final int BUCKETS = 26;

  private Windows() {}

  static LayerStats stats(String layer) {
    return LayerStats.none(layer);
  }

  static LayerStats stats(String layer, Duration run, Duration wait, Duration longest) {
    LayerStats none = LayerStats.none(layer);
    long[] waits = new long[BUCKETS];
    waits[BUCKETS - 1] = 1;
    return new LayerStats(
        layer,
        run,
        wait,
        longest,
        Log2Histogram.of(waits),
        none.runs(),
        none.wakeUps(),
        none.directWakeUps(),
        none.preemptions(),
        none.queued(),
        none.preempted(),
        none.migrations(),
        none.turns(),
        none.overdue(),
        none.restricted(),
        none.rescues(),
        none.late(),
        none.spill(),
        none.violations(),
        none.boundVisits(),
        none.ceilingStops(),
        none.overCeiling());
  }

  /** The same of a layer whose ceiling ended a run. */
  static LayerStats held(LayerStats free) {
    return with(free, free.violations(), 1);
  }

  static LayerStats violating(LayerStats none, Duration time) {
    return with(none, new Visits(time, 1), none.ceilingStops());
  }

  private static LayerStats with(LayerStats did, Visits violations, long ceilingStops) {
    return new LayerStats(
        did.name(),
        did.runTime(),
        did.waitTime(),
        did.longestWait(),
        did.waits(),
        did.runs(),
        did.wakeUps(),
        did.directWakeUps(),
        did.preemptions(),
        did.queued(),
        did.preempted(),
        did.migrations(),
        did.turns(),
        did.overdue(),
        did.restricted(),
        did.rescues(),
        did.late(),
        did.spill(),
        violations,
        did.boundVisits(),
        ceilingStops,
        did.overCeiling());
  }

  static SchedulerWindow of(LayerStats... did) {
    return window(7, 7, true, 0, did);
  }

  static SchedulerWindow window(
      long before, long after, boolean adopted, long rescues, LayerStats... did) {
    List<LayerStats> none =
        Stream.of(did).map(layer -> LayerStats.none(layer.name())).toList();
    return new SchedulerWindow(
        new SchedulerSnapshot(before, true, none, counters(3)),
        new SchedulerSnapshot(after, adopted, List.of(did), counters(3 + rescues)),
        TEN_SECONDS);
  }

  private static SchedulerCounters counters(long rescues) {
    return new SchedulerCounters(0, 0, 0, 0, 0, 0, rescues, 0);
  }
}
