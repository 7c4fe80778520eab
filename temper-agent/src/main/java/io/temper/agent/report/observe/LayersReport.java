package io.temper.agent.report.observe;

import io.temper.kernel.KernelLayer;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * Returns what happened between two samples. Of a layer that came between nothing is known yet: what it did
   * before it went, an hour ago perhaps, is still in its numbers.
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
        .filter(delay -> isThere(delay.waiter(), before) && isThere(delay.cause(), before))
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
    return before
        .snapshot()
        .layer(layer)
        .flatMap(then -> after.snapshot().layer(layer).map(now -> now.since(then)))
        .orElseGet(() -> LayerStats.none(layer));
  }

  /** Nobody is always there. */
  private static boolean isThere(@Nullable String layer, LayerSample sample) {
    return layer == null || sample.snapshot().layer(layer).isPresent();
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
