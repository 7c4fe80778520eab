package io.temper.agent.report.observe;

import io.temper.kernel.KernelLayer;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import java.time.Duration;
import java.util.List;

/**
 * What the layers of a scheduler did in one interval.
 *
 * @param generation the configuration at its end
 * @param cpus how many CPUs that configuration has
 * @param interval how long it was; positive
 * @param rows one per layer, the highest rank first
 * @param delays which layer made which wait, the longest first
 */
public record LayersReport(
    long generation, int cpus, Duration interval, List<Row> rows, LayerDelays delays) {

  /**
   * One layer.
   *
   * @param layer what it is
   * @param did what it did in the interval
   */
  public record Row(KernelLayer layer, LayerStats did) {
    /** Tells whether it has a ceiling that it exceeded, because it has too many threads for it. */
    public boolean isOverCeiling() {
      return layer.isCapped() && !did.overCeiling().isZero();
    }
  }

  /** Copies the list. */
  public LayersReport {
    rows = List.copyOf(rows);
  }

  /**
   * Returns what happened between two samples. A layer that came between counts from nothing.
   *
   * @param before the earlier sample
   * @param after the later sample of the same scheduler
   */
  public static LayersReport between(LayerSample before, LayerSample after) {
    var rows = after.config().layers().stream()
        .map(layer -> new Row(layer, did(layer.name(), before, after)))
        .sorted((a, b) -> Integer.compare(b.layer().rank(), a.layer().rank()))
        .toList();
    var delays = after.delays().since(before.delays()).entries().stream()
        .sorted((a, b) -> b.time().compareTo(a.time()))
        .toList();
    return new LayersReport(
        after.config().generation(),
        after.config().cpus().size(),
        Duration.ofNanos(Math.max(1, after.nanos() - before.nanos())),
        rows,
        new LayerDelays(delays));
  }

  private static LayerStats did(String layer, LayerSample before, LayerSample after) {
    var none = LayerStats.none(layer);
    var now = after.snapshot().layer(layer).orElse(none);
    return now.since(before.snapshot().layer(layer).orElse(none));
  }

  /** Returns how often something happened per second. */
  public double perSecond(long count) {
    return count * 1e9 / interval.toNanos();
  }

  /** Returns how many CPUs some time on CPUs amounts to. */
  public double cpusOf(Duration time) {
    return (double) time.toNanos() / interval.toNanos();
  }
}
