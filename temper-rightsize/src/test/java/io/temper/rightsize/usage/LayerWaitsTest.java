package io.temper.rightsize.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Reason;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayerWaitsTest {
  private static final LayerWaits BEFORE = waits(1, "low", 10, 5, 1);

  private static LayerWaits waits(long attachment, String layer, long high, long own, long nobody) {
    return new LayerWaits(
        attachment,
        layer,
        Map.of("high", Duration.ofSeconds(high), "low", Duration.ofSeconds(own)),
        Duration.ofSeconds(nobody));
  }

  private static Map<String, Double> since(LayerWaits now) {
    return now.partsSince(BEFORE);
  }

  @Test
  void partsSince_waitsOfTheLayer_arePartsOfAllOfThem() {
    assertThat(since(waits(1, "low", 16, 7, 3))).isEqualTo(Map.of("high", 0.6, "low", 0.2));
    assertThat(since(waits(1, "low", 11, 5, 1))).isEqualTo(Map.of("high", 1.0));
    assertThat(since(waits(1, "low", 10, 5, 9))).isEmpty();
    assertThat(since(BEFORE)).isEmpty();
  }

  @Test
  void partsSince_causeThatIsNew_hasAllOfItsTime() {
    var alone = new LayerWaits(1, "low", Map.of(), Duration.ZERO);
    assertThat(waits(1, "low", 3, 1, 0).partsSince(alone))
        .isEqualTo(Map.of("high", 0.75, "low", 0.25));
  }

  @Test
  void partsSince_anotherLayerOrScheduler_areNone() {
    assertThat(since(waits(1, "normal", 16, 7, 3))).isEmpty();
    assertThat(since(waits(2, "low", 16, 7, 3))).isEmpty();
  }

  private static LayerWaits alone(LayerWaits waits) {
    return new LayerWaits(
        waits.attachment(), waits.layer(), waits.byCause(), waits.byNobody(), true);
  }

  @Test
  void partsSince_aloneAtEitherEnd_leavesOutWhatTheLayerDidToItself() {
    LayerWaits later = waits(1, "low", 13, 9, 2);
    assertThat(since(later)).isEqualTo(Map.of("high", 0.375, "low", 0.5));
    assertThat(since(alone(later))).isEqualTo(Map.of("high", 0.75));
    assertThat(later.partsSince(alone(BEFORE))).isEqualTo(Map.of("high", 0.75));
    assertThat(alone(later).partsSince(alone(BEFORE))).isEqualTo(Map.of("high", 0.75));
  }

  private static UsageSample sample(
      LayerWaits before, LayerWaits after, @Nullable Double siblingBusy) {
    return reading(10, 2, 4)
        .withScheduler(after, siblingBusy)
        .since(reading(0, 0, 0).withScheduler(before, null), false, 0)
        .orElseThrow();
  }

  private static UsageReading reading(long seconds, long ran, long waited) {
    return new UsageReading(
        Instant.EPOCH.plusSeconds(seconds),
        Duration.ofSeconds(seconds).toNanos(),
        Duration.ofSeconds(ran),
        0,
        0,
        Duration.ZERO,
        Map.of(7L, new ThreadUse(Duration.ofSeconds(ran), Duration.ofSeconds(waited))),
        true,
        1,
        4);
  }

  @Test
  void since_readingsWithAScheduler_blameTheContainersOwnWaits() {
    UsageSample sample = sample(BEFORE, waits(1, "low", 16, 7, 3), 0.5);
    assertThat(sample.delayedBy())
        .isEqualTo(Map.of("high", Duration.ofMillis(2400), "low", Duration.ofMillis(800)));
    assertThat(sample.siblingBusy()).hasValue(0.5);
  }

  @Test
  void since_readingsOfTwoSchedulers_blameNobody() {
    UsageSample sample = sample(BEFORE, waits(2, "low", 16, 7, 3), null);
    assertThat(sample.delayedBy()).isEmpty();
    assertThat(sample.siblingBusy()).isEmpty();
  }

  @Test
  void since_moreThanHalfByOne_isAReasonThatNamesIt() {
    UsageHistory history = UsageHistory.EMPTY;
    UsageSample sample = sample(BEFORE, waits(1, "low", 16, 7, 1), null);
    for (int i = 0; i < 20; i++) {
      history = history.plus(sample);
    }
    List<Reason> reasons = Rightsizer.standard()
        .recommend(
            history,
            new CurrentResources(CpuQuantity.ofMillis(100), Optional.empty()),
            SizingContext.PLAIN)
        .reasons();
    assertThat(reasons).contains(new Reason.DelayedBy("high", 0.75));
  }

  @Test
  void since_pressureInsteadOfThreads_addsToWhatIsWanted() {
    assertThat(pressed(2, 5, 0).wanted()).isEqualTo(Duration.ofSeconds(4));
    assertThat(pressed(2, 5, 5).wanted()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pressed(8, 9, 0).wanted()).isEqualTo(Duration.ofSeconds(17));
    assertThat(pressed(0, 10, 0).wanted()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pressed(2, 5, 0).threadsKnown()).isFalse();
  }

  private static UsageSample pressed(long ran, long some, long throttled) {
    return UsageSample.builder(Instant.EPOCH, Duration.ofSeconds(10))
        .run(Duration.ofSeconds(ran))
        .throttling(new Throttling(100, 50, Duration.ofSeconds(throttled)), 4)
        .pressure(Duration.ofSeconds(some))
        .build();
  }
}
