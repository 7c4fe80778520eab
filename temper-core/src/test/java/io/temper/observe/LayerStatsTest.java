package io.temper.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerStatsTest {
  private static final Duration LONG_AGO = Duration.ofMillis(50);

  private static LayerStats stats(long n, Duration longest, long... waits) {
    return new LayerStats(
        "high",
        Duration.ofNanos(10 * n),
        Duration.ofNanos(5 * n),
        longest,
        Log2Histogram.of(waits),
        n,
        n,
        n,
        n,
        n,
        n,
        new Migrations(n, 2 * n, 3 * n, 4 * n),
        n,
        n,
        n,
        n,
        n,
        Duration.ofNanos(n),
        new Visits(Duration.ofNanos(n), n),
        new Visits(Duration.ofNanos(n), n),
        n,
        Duration.ofNanos(3 * n));
  }

  @Test
  void since_givesWhatCameBetween() {
    var between = stats(9, LONG_AGO, 0, 3, 1).since(stats(2, LONG_AGO, 0, 3, 0));
    assertThat(between.runTime()).isEqualTo(Duration.ofNanos(70));
    assertThat(between.runs()).isEqualTo(7);
    assertThat(between.migrations()).isEqualTo(new Migrations(7, 14, 21, 28));
    assertThat(between.migrations().total()).isEqualTo(70);
    assertThat(between.violations()).isEqualTo(new Visits(Duration.ofNanos(7), 7));
    assertThat(between.late()).isEqualTo(7);
    assertThat(between.ceilingStops()).isEqualTo(7);
    assertThat(between.overCeiling()).isEqualTo(Duration.ofNanos(21));
    assertThat(between.waits().total()).isEqualTo(1);
  }

  @Test
  void since_longestWait_isExactWhenItIsTheLongestOfAll() {
    var longer = Duration.ofMillis(70);
    assertThat(stats(2, longer, 0, 0, 1).since(stats(1, LONG_AGO, 0, 0, 0)).longestWait())
        .isEqualTo(longer);
  }

  @Test
  void since_longestWait_isTheEdgeOfItsBucketElse() {
    assertThat(stats(2, LONG_AGO, 0, 1, 0).since(stats(1, LONG_AGO, 0, 0, 0)).longestWait())
        .isEqualTo(Duration.ofNanos(2000));
    assertThat(stats(2, LONG_AGO, 0, 1, 0).since(stats(1, LONG_AGO, 0, 1, 0)).longestWait())
        .isZero();
  }

  @Test
  void none_isAllZero() {
    assertThat(LayerStats.none("x").since(LayerStats.none("x"))).isEqualTo(LayerStats.none("x"));
  }

  @Test
  void delays_since_leaveOutWhatDidNotChange() {
    var before = new LayerDelays(List.of(
        new LayerDelay("a", "b", Duration.ofMillis(3), 1),
        new LayerDelay("a", null, Duration.ofMillis(1), 1)));
    var after = new LayerDelays(List.of(
        new LayerDelay("a", "b", Duration.ofMillis(10), 4),
        new LayerDelay("a", null, Duration.ofMillis(1), 1),
        new LayerDelay("b", "a", Duration.ofMillis(2), 2)));
    assertThat(after.since(before).entries())
        .containsExactly(
            new LayerDelay("a", "b", Duration.ofMillis(7), 3),
            new LayerDelay("b", "a", Duration.ofMillis(2), 2));
    assertThat(after.time("a", "b")).isEqualTo(Duration.ofMillis(10));
    assertThat(after.time("a", null)).isEqualTo(Duration.ofMillis(1));
    assertThat(after.time("b", "b")).isZero();
  }
}
