package io.temper.micrometer;

import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.SchedulerObservation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The meters of each layer. */
final class LayerMeters {
  private static final int BUCKETS = LayerStats.none("").waits().buckets();
  private static final int MICRO_DIGITS = 6;

  static final MeterGroup<Long> PLANNED = new MeterGroup<>(
      "layer", LayerMeters::members, List.of(Series.of(TemperMeter.MEMBERS, Long::doubleValue)));

  static final MeterGroup<LayerStats> RUNNING =
      new MeterGroup<>("layer", LayerMeters::layers, series());

  private LayerMeters() {}

  private static Map<String, Long> members(NodeObservation observation) {
    EnforcementPlan plan = observation.status().plan();
    Map<String, Long> members = new TreeMap<>();
    if (plan != null) {
      plan.layers().forEach(layer -> members.put(layer.name(), plan.membersIn(layer)));
    }
    return members;
  }

  private static Map<String, LayerStats> layers(NodeObservation observation) {
    SchedulerObservation scheduler = observation.scheduler();
    Map<String, LayerStats> layers = new TreeMap<>();
    if (scheduler != null) {
      scheduler.snapshot().layers().forEach(layer -> layers.put(layer.name(), layer));
    }
    return layers;
  }

  private static List<Series<LayerStats>> series() {
    List<Series<LayerStats>> all = new ArrayList<>();
    all.add(Series.seconds(TemperMeter.LAYER_RUN, LayerStats::runTime));
    all.addAll(waits());
    all.add(Series.of(TemperMeter.LAYER_RUNS, LayerStats::runs));
    all.add(Series.of(TemperMeter.LAYER_WAKE_UPS, LayerStats::wakeUps));
    all.add(Series.of(TemperMeter.LAYER_DIRECT_WAKE_UPS, LayerStats::directWakeUps));
    all.add(Series.of(TemperMeter.LAYER_PREEMPTIONS, LayerStats::preemptions));
    all.add(Series.of(TemperMeter.LAYER_PREEMPTED, LayerStats::preempted));
    all.addAll(migrations());
    all.add(Series.seconds(TemperMeter.LAYER_SPILL, LayerStats::spill));
    all.add(Series.of(TemperMeter.LAYER_VIOLATIONS, layer -> layer.violations().runs()));
    all.add(Series.seconds(
        TemperMeter.LAYER_VIOLATION_TIME, layer -> layer.violations().time()));
    all.add(Series.of(TemperMeter.LAYER_RESCUES, LayerStats::rescues));
    all.add(Series.of(TemperMeter.LAYER_LATE, LayerStats::late));
    all.add(Series.of(TemperMeter.LAYER_OVERDUE, LayerStats::overdue));
    all.add(Series.of(TemperMeter.LAYER_CEILING_STOPS, LayerStats::ceilingStops));
    all.add(Series.seconds(TemperMeter.LAYER_OVER_CEILING, LayerStats::overCeiling));
    return all;
  }

  private static List<Series<LayerStats>> waits() {
    List<Series<LayerStats>> all = new ArrayList<>();
    all.add(Series.seconds(TemperMeter.LAYER_WAIT, LayerStats::waitTime));
    all.add(Series.of(TemperMeter.LAYER_WAITS, layer -> layer.waits().total()));
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int last = bucket;
      all.add(Series.of(
          TemperMeter.LAYER_WAITS_WITHIN, edge(bucket), layer -> upTo(layer.waits(), last)));
    }
    all.add(Series.seconds(TemperMeter.LAYER_WAIT_LONGEST, LayerStats::longestWait));
    return all;
  }

  /** Seconds, as a decimal that is exact. */
  private static String edge(int bucket) {
    return bucket == BUCKETS - 1
        ? "+Inf"
        : BigDecimal.valueOf(1L << bucket, MICRO_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static long upTo(Log2Histogram waits, int bucket) {
    long sum = 0;
    for (int i = 0; i <= bucket && i < waits.buckets(); i++) {
      sum += waits.count(i);
    }
    return sum;
  }

  private static List<Series<LayerStats>> migrations() {
    TemperMeter meter = TemperMeter.LAYER_MIGRATIONS;
    return List.of(
        Series.of(meter, "same-core", layer -> layer.migrations().sameCore()),
        Series.of(meter, "same-cache", layer -> layer.migrations().sameCache()),
        Series.of(meter, "same-node", layer -> layer.migrations().sameNode()),
        Series.of(meter, "other-node", layer -> layer.migrations().otherNode()));
  }
}
