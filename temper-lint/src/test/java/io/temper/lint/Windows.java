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
    return new LayerStats(
        free.name(),
        free.runTime(),
        free.waitTime(),
        free.longestWait(),
        free.waits(),
        free.runs(),
        free.wakeUps(),
        free.directWakeUps(),
        free.preemptions(),
        free.queued(),
        free.preempted(),
        free.migrations(),
        free.turns(),
        free.overdue(),
        free.restricted(),
        free.rescues(),
        free.late(),
        free.spill(),
        free.violations(),
        free.boundVisits(),
        1,
        free.overCeiling());
  }

  static LayerStats violating(LayerStats none, Duration time) {
    return new LayerStats(
        none.name(),
        none.runTime(),
        none.waitTime(),
        none.longestWait(),
        none.waits(),
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
        new Visits(time, 1),
        none.boundVisits(),
        none.ceilingStops(),
        none.overCeiling());
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
