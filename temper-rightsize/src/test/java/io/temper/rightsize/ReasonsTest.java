package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.Throttling;
import io.temper.rightsize.usage.UsageSample;
import io.temper.rightsize.usage.UsageSampleBuilder;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reasons a recommendation carries, and which it does not. */
class ReasonsTest {
  private static final int MINUTES = 120;

  private static List<String> reasons(UsageHistory history, CurrentResources current) {
    return reasons(history, current, SizingContext.PLAIN);
  }

  private static List<String> reasons(
      UsageHistory history, CurrentResources current, SizingContext context) {
    return Rightsizer.standard().recommend(history, current, context).reasons().stream()
        .map(Reason::name)
        .toList();
  }

  private static CurrentResources requesting(long millis) {
    return CurrentResources.requesting(CpuQuantity.ofMillis(millis));
  }

  private static CurrentResources limited(long request, long limit) {
    return new CurrentResources(
        CpuQuantity.ofMillis(request), Optional.of(CpuQuantity.ofMillis(limit)));
  }

  private static UsageHistory each(UnaryOperator<UsageSampleBuilder> minute) {
    return Samples.history(MINUTES, minute);
  }

  @Test
  void calmContainer_thatFits_needsNone() {
    assertThat(reasons(Samples.using(1.5, MINUTES), requesting(1700))).isEmpty();
  }

  /** Nothing is not half as much again as nothing. */
  @Test
  void containerThatWasNeverSeen_needsNoneButThat() {
    assertThat(reasons(UsageHistory.EMPTY, requesting(25))).containsExactly("LittleEvidence");
  }

  /** It wants 25 m, the minimum. */
  @ParameterizedTest
  @CsvSource({"25, false", "24, true"})
  void atLimit_isAboutLimitsBelowWhatIsWished(long limit, boolean expected) {
    assertThat(reasons(Samples.using(0, MINUTES), limited(10, limit)).contains("AtLimit"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, true"})
  void restarts_fromThreeOn(int restarts, boolean expected) {
    UsageHistory history = Samples.using(1.5, MINUTES)
        .plus(Samples.calm(Samples.at(MINUTES), 1.5).restarts(restarts).build());

    assertThat(reasons(history, requesting(1700)).contains("Restarts")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void waitUnknown_ifAnyWindowIsWithoutWaits(int unseen, boolean expected) {
    UsageHistory history = Samples.using(1.5, MINUTES)
        .plus(Samples.history(unseen, sample -> sample.run(Duration.ofSeconds(90))));

    assertThat(reasons(history, requesting(1700)).contains("WaitUnknown")).isEqualTo(expected);
  }

  /** With 9 windows it takes 10 to say anything, with more it takes 60 to lower. */
  @ParameterizedTest
  @CsvSource({"9, 10", "10, 60", "59, 60"})
  void littleEvidence_namesWhatItTakes(int minutes, long needed) {
    Reason reason = Rightsizer.standard()
        .recommend(Samples.using(1, minutes), requesting(9000), SizingContext.PLAIN)
        .reasons()
        .get(0);

    assertThat(reason)
        .isEqualTo(new Reason.LittleEvidence(minutes, Duration.ofMinutes(minutes - 1L), needed));
  }

  @ParameterizedTest(name = "{0} of 10 s by low")
  @CsvSource({"5, true", "4, false"})
  void delayedBy_ifOneLayerCausedHalf(int byLow, boolean expected) {
    UsageHistory history = Samples.history(1, sample -> Samples.contended(sample, 2, 0.4)
        .delayedBy(Map.of(
            "low", Duration.ofSeconds(byLow),
            "high", Duration.ofSeconds((10 - byLow) / 2),
            "normal", Duration.ofSeconds((11 - byLow) / 2))));

    assertThat(reasons(history, requesting(2300)).contains("DelayedBy")).isEqualTo(expected);
  }

  /** What waits while it starts is not what the request is for. */
  @ParameterizedTest
  @CsvSource({"true, high", "false, low"})
  void delayedBy_whileStartingUp_doesNotCount(boolean starting, String worst) {
    UsageHistory history = Samples.history(5, sample -> Samples.contended(sample, 2, 0.4)
            .delayedBy(Map.of("low", Duration.ofSeconds(50)))
            .startingUp(starting))
        .plus(Samples.history(5, sample -> Samples.contended(sample, 2, 0.4)
            .delayedBy(Map.of("high", Duration.ofSeconds(10)))));

    assertThat(history.delays().worst(Samples.START)).isEqualTo(worst);
  }

  @Test
  void delayedBy_whoIsNotContended_isNotSaid() {
    UsageHistory history =
        each(sample -> Samples.calm(sample, 1.5).delayedBy(Map.of("low", Duration.ofSeconds(1))));

    assertThat(reasons(history, requesting(1700))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2300, true", "500, false"})
  void covered_onlyIfTheRequestIsEnough(long request, boolean expected) {
    List<String> reasons = reasons(Samples.waiting(2, 0.4, MINUTES), requesting(request));

    assertThat(reasons).contains("Contention");
    assertThat(reasons.contains("Covered")).isEqualTo(expected);
  }

  @Test
  void step_ifTheLastMinutesWantMore() {
    int before = 400;
    UsageHistory calm = Samples.using(1.5, before);
    UsageHistory risen = calm;
    for (int minute = before; minute < before + 8; minute++) {
      risen = risen.plus(Samples.calm(Samples.at(minute), 4).build());
    }

    assertThat(reasons(risen, requesting(4500))).contains("Step");
    assertThat(reasons(calm, requesting(1700))).doesNotContain("Step");
  }

  /** One window of ten seconds in each minute wants more: two times as much is worth a word. */
  @ParameterizedTest
  @CsvSource({"2.0, false", "4.0, true"})
  void bursts_ifThePeaksAreHalfAboveWhatIsTypical(double peak, boolean expected) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = 0; minute < MINUTES; minute++) {
      history = history.plus(
          UsageSample.joined(List.of(window(minute, 0, 50, 1.5), window(minute, 50, 10, peak))));
    }

    assertThat(reasons(history, requesting(1800)).contains("Bursts")).isEqualTo(expected);
  }

  private static UsageSample window(int minute, int second, int seconds, double cpus) {
    Duration run = Samples.seconds(seconds * cpus);
    return UsageSample.builder(
            Samples.START.plusSeconds(60L * minute + second), Duration.ofSeconds(seconds))
        .run(run)
        .threads(Collections.nCopies(4, new ThreadUse(run.dividedBy(4), Duration.ZERO)))
        .build();
  }

  @ParameterizedTest
  @CsvSource({"2.0, false", "4.0, true"})
  void startUp_ifItTakesHalfMoreThanRunning(double starting, boolean expected) {
    UsageHistory history = Samples.history(
            5, sample -> Samples.calm(sample, starting).startingUp(true))
        .plus(Samples.using(1.5, MINUTES));

    assertThat(reasons(history, requesting(1700)).contains("StartUp")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} runnable, wants {1}")
  @CsvSource({"1, 0.99, true", "1, 0.8, false", "2, 0.99, false", "0, 0.99, false"})
  void oneThread_ifItIsAloneAndBusy(int runnable, double cpus, boolean expected) {
    UsageHistory history = each(sample -> Samples.calm(sample, cpus).runnable(List.of(runnable)));

    assertThat(reasons(history, requesting(1150)).contains("OneThread")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} threads, limit {1}m, held {2}")
  @CsvSource({
    "4, 3000, 600, true",
    "4, 3001, 600, false",
    "4, 4000, 600, false",
    "4, 3000, 0, false"
  })
  void parallel_ifMoreThreadsThanTheLimitHoldsAreHeld(
      int threads, long limit, long held, boolean expected) {
    UsageHistory history = each(sample -> Samples.contended(sample, threads, 0.25)
        .throttling(new Throttling(600, held, Duration.ofMillis(100 * held)), 8));

    assertThat(reasons(history, limited(2999, limit)).contains("Parallel")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1800, true", "3000, false"})
  void atLimit_ifMoreIsWishedThanTheLimit(long limit, boolean expected) {
    assertThat(reasons(Samples.using(1.7, MINUTES), limited(1700, limit)).contains("AtLimit"))
        .isEqualTo(expected);
    assertThat(reasons(Samples.using(1.7, MINUTES), limited(limit, limit)))
        .as("where the limit moves along")
        .doesNotContain("AtLimit");
  }

  @Test
  void jvm_thatFits_isNotSpokenOf() {
    SizingContext jvm = SizingContext.PLAIN.withJvm(JvmFacts.current(8, 4L << 30));

    assertThat(reasons(Samples.using(1.5, MINUTES), requesting(1700), jvm)).isEmpty();
    assertThat(reasons(Samples.using(1.5, MINUTES), requesting(500), jvm))
        .containsExactly("JvmIgnoresRequest");
  }

  /** Releases that count the request size themselves anew with it, others only with their limit. */
  @Test
  void jvm_thatCountsItsRequest_changesWithIt() {
    SizingContext old = SizingContext.PLAIN.withJvm(new JvmFacts(8, 4L << 30, true));

    assertThat(reasons(Samples.using(3.5, MINUTES), requesting(1500), old))
        .containsExactly("JvmChanges");
    assertThat(reasons(Samples.using(3.5, MINUTES), limited(1500, 6000), old))
        .containsExactly("JvmIgnoresRequest");
  }

  @Test
  void hpa_withARequest_isAlwaysTold() {
    SizingContext hpa = SizingContext.PLAIN.withHpaTarget(80);

    assertThat(reasons(Samples.using(1.2, MINUTES), requesting(1500), hpa)).contains("ScaledByHpa");
    assertThat(reasons(Samples.using(1.2, MINUTES), requesting(1500)))
        .doesNotContain("ScaledByHpa");
  }
}
