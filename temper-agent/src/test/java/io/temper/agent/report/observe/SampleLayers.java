package io.temper.agent.report.observe;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import io.temper.observe.LayerDelay;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.Migrations;
import io.temper.observe.SchedulerCounters;
import io.temper.observe.SchedulerSnapshot;
import io.temper.observe.Visits;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A scheduler of three layers, made by hand: after each second it has done as much again. */
public final class SampleLayers {
  private static final long SECOND = 1_000_000_000;
  private static final SchedulerCounters NO_COUNTERS =
      new SchedulerCounters(0, 0, 0, 0, 0, 0, 0, 0);

  private SampleLayers() {}

  /** Returns what it had done {@code seconds} after the start. */
  public static LayerSample after(int seconds) {
    return new LayerSample(
        seconds * SECOND, config(), snapshot(seconds), new LayerDelays(delays(seconds)));
  }

  /** Returns what it did in a second. */
  public static LayersReport report() {
    return LayersReport.between(after(3), after(4));
  }

  private static KernelConfig config() {
    return new KernelConfig(
        7,
        List.of(
            layer(0, "default", KernelLayer.Kind.OPEN, 1, 800, CpuSet.empty())
                .withCeilingMillis(1625),
            layer(1, "system", KernelLayer.Kind.OPEN, 6, 500, CpuSet.empty()),
            layer(2, "critical", KernelLayer.Kind.CONFINED, 5, 8100, CpuSet.of(0, 1))),
        0,
        1,
        new TreeMap<>(),
        List.of(
            new KernelCpu(0, 0, 2),
            new KernelCpu(1, 0, 3),
            new KernelCpu(2, 0, 0),
            new KernelCpu(3, 0, 1)),
        1,
        FairnessBounds.STANDARD);
  }

  private static KernelLayer layer(
      int index, String name, KernelLayer.Kind kind, int rank, int weight, CpuSet cpus) {
    return new KernelLayer(index, name, kind, rank, weight, 5_000_000, 0, false, rank > 4, cpus);
  }

  private static SchedulerSnapshot snapshot(int seconds) {
    return new SchedulerSnapshot(
        7,
        true,
        List.of(background(seconds), LayerStats.none("system"), critical(seconds)),
        NO_COUNTERS);
  }

  private static LayerStats background(int n) {
    return new LayerStats(
        "default",
        Duration.ofMillis(1900L * n),
        Duration.ofMillis(400L * n),
        Duration.ofMillis(90),
        waits(n, 0, 40, 60),
        100L * n,
        20L * n,
        5L * n,
        0,
        90L * n,
        12L * n,
        new Migrations(n, 2L * n, 0, 3L * n),
        n,
        0,
        0,
        0,
        2L * n,
        Duration.ZERO,
        new Visits(Duration.ofNanos(1_200_000L * n), 3L * n),
        Visits.NONE,
        70L * n,
        Duration.ofMillis(275L * n));
  }

  private static LayerStats critical(int n) {
    return new LayerStats(
        "critical",
        Duration.ofMillis(1500L * n),
        Duration.ofMillis(3L * n),
        Duration.ofMillis(2L * n),
        waits(n, 900, 90, 10),
        1000L * n,
        1000L * n,
        750L * n,
        12L * n,
        240L * n,
        0,
        new Migrations(0, 25L * n, 0, 0),
        0,
        0,
        0,
        0,
        0,
        Duration.ofMillis(150L * n),
        Visits.NONE,
        new Visits(Duration.ofMillis(n), n),
        0,
        Duration.ZERO);
  }

  /** Below 2 us, 512 us to 1 ms, and 65 to 131 ms. */
  private static Log2Histogram waits(int n, int few, int more, int many) {
    var counts = new long[26];
    counts[1] = (long) few * n;
    counts[10] = (long) more * n;
    counts[17] = (long) many * n;
    return Log2Histogram.of(counts);
  }

  private static List<LayerDelay> delays(int n) {
    return List.of(
        new LayerDelay("critical", "default", Duration.ofMillis(2L * n), 4L * n),
        new LayerDelay("default", "critical", Duration.ofMillis(300L * n), 12L * n),
        new LayerDelay("default", null, Duration.ofMillis(1), 1));
  }
}
