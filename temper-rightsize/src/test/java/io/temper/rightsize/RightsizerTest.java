package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.Throttling;
import io.temper.rightsize.usage.UsageSample;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsizerTest {
  private static final Rightsizer RIGHTSIZER = Rightsizer.standard();

  /** A CPU used all of the time wants 1.15 CPUs with the margin, in whole buckets. */
  @ParameterizedTest
  @CsvSource({
    "500, STARVED, RAISE_REQUEST",
    "1000, STARVED, RAISE_REQUEST",
    "1100, FITS, LEAVE",
    "1200, FITS, LEAVE",
    "1500, PADDED, LOWER_REQUEST"
  })
  void recommend_oneCpuUsed_comparesWithinTenPercent(long request, Verdict verdict, Advice advice) {
    Recommendation recommendation = recommend(Samples.using(1, 120), request);

    assertThat(recommendation.verdict()).isEqualTo(verdict);
    assertThat(recommendation.advice()).containsExactly(advice);
    assertThat(recommendation.estimate().target().millis()).isBetween(1130L, 1180L);
    assertThat(recommendation.changes()).isEqualTo(verdict != Verdict.FITS);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 100, UNKNOWN",
    "10, 100, STARVED",
    "59, 4000, UNKNOWN",
    "60, 4000, PADDED",
    "0, 1, UNKNOWN"
  })
  void recommend_littleEvidence_doesNotSay(int minutes, long request, Verdict verdict) {
    Recommendation recommendation = recommend(Samples.using(1, minutes), request);

    assertThat(recommendation.verdict()).isEqualTo(verdict);
    assertThat(
            recommendation.reasons().stream().map(Reason::name).toList().contains("LittleEvidence"))
        .isEqualTo(verdict == Verdict.UNKNOWN);
  }

  /** What idles wants the minimum of a pod, 25 m: so the edges are whole numbers. */
  @ParameterizedTest(name = "tolerance {0}, {1}m")
  @CsvSource({
    "0.25, 19, STARVED",
    "0.25, 20, FITS",
    "0.5, 50, FITS",
    "0.5, 51, PADDED",
  })
  void recommend_asFarOffAsIsTolerated_fits(double tolerance, long request, Verdict verdict) {
    Rightsizer rightsizer = new Rightsizer(BaseEstimator.STANDARD, tolerance, 10, 60);

    assertThat(rightsizer
            .recommend(
                Samples.using(0, 120),
                CurrentResources.requesting(CpuQuantity.ofMillis(request)),
                SizingContext.PLAIN)
            .verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "2, 12", "3, 8"})
  void recommend_idle_isTheMinimumSharedByContainers(int containers, long millis) {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(0, 120),
        CurrentResources.requesting(CpuQuantity.ofMillis(100)),
        SizingContext.PLAIN.withContainers(containers));

    assertThat(recommendation.estimate().target()).isEqualTo(CpuQuantity.ofMillis(millis));
  }

  @Test
  void recommend_requestOfJustWhatItWants_isCovered() {
    UsageHistory history = Samples.waiting(2, 0.4, 120);
    long wanted = Sizing.millis(ThreadAwareEstimator.estimate(history).level());

    assertThat(recommend(history, wanted).advice()).contains(Advice.MOVE_NEIGHBOUR);
    assertThat(recommend(history, wanted - 1).advice()).doesNotContain(Advice.MOVE_NEIGHBOUR);
  }

  /** An hour of the same: typical, request and peaks are one, and only the factors widen the bounds. */
  @Test
  void bounds_ofLittleHistory_areAsWideAsTheFactorsSay() {
    Recommendation recommendation = recommend(Samples.using(1, 61), 1150);

    double day = 60 / 1440.0;
    double target = recommendation.estimate().target().millis();
    assertThat(recommendation.estimate().lower())
        .isEqualTo(CpuQuantity.ofMillis((long) (target / Math.pow(1 + 0.001 / day, 2))));
    assertThat(recommendation.estimate().upper())
        .isEqualTo(CpuQuantity.ofMillis((long) (target * (1 + 1 / day))));
    assertThat(recommendation.confidence()).isEqualTo(day);
  }

  @Test
  void bounds_onANodeOfKnownSize_doNotExceedIt() {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(1, 61),
        CurrentResources.requesting(CpuQuantity.ofMillis(1150)),
        SizingContext.PLAIN.withNodeCpus(3));

    assertThat(recommendation.estimate().upper()).isEqualTo(CpuQuantity.ofCpus(3));
  }

  @Test
  void resources_ofARecommendation_areTheNewOnesOnlyIfItChanges() {
    CurrentResources fits = CurrentResources.requesting(CpuQuantity.ofMillis(1150));
    Recommendation starved = recommend(Samples.using(1, 120), 500);

    assertThat(recommend(Samples.using(1, 120), 1150).resources()).isEqualTo(fits);
    assertThat(starved.resources())
        .isEqualTo(CurrentResources.requesting(starved.estimate().target()));
  }

  @Test
  void recommend_threadsWaitHalfOfTheTime_wantsTwiceOfWhatItUsed() {
    Recommendation recommendation = recommend(Samples.waiting(4, 0.5, 120), 1000);

    assertThat(recommendation.verdict()).isEqualTo(Verdict.STARVED);
    assertThat(recommendation.demand().level()).isCloseTo(4, within(0.1));
    assertThat(reason(recommendation, Reason.Contention.class).sentence())
        .isEqualTo(
            "Others kept its threads waiting for 50 % of the time that they ran or wanted to:"
                + " it used 2 CPUs on average and wanted 4 CPUs.");
  }

  @Test
  void recommend_coveredAndWaiting_saysMoveTheNeighbourAndWhoItIs() {
    UsageHistory history = Samples.history(120, sample -> Samples.contended(sample, 2, 0.4)
        .delayedBy(Map.of("low", Duration.ofSeconds(40), "high", Duration.ofSeconds(8))));

    Recommendation recommendation = recommend(history, 2300);

    assertThat(recommendation.verdict()).isEqualTo(Verdict.FITS);
    assertThat(recommendation.advice()).containsExactly(Advice.MOVE_NEIGHBOUR);
    assertThat(reason(recommendation, Reason.DelayedBy.class).sentence())
        .isEqualTo("Layer 'low' caused 83 % of the delays.");
    assertThat(reason(recommendation, Reason.Covered.class).sentence())
        .contains("Its request of 2300m covers");
  }

  @Test
  void recommend_notCoveredAndWaiting_saysRaiseOnly() {
    assertThat(recommend(Samples.waiting(2, 0.4, 120), 1000).advice())
        .containsExactly(Advice.RAISE_REQUEST);
  }

  @Test
  void recommend_throttled_saysMindTheLimitAndNotRaise() {
    UsageHistory history = Samples.history(120, sample -> Samples.contended(sample, 4, 0.75)
        .throttling(new Throttling(600, 600, Duration.ofMinutes(3)), 8));

    Recommendation recommendation =
        RIGHTSIZER.recommend(history, limited(1000, 1000 + 1), SizingContext.PLAIN.withNodeCpus(8));

    assertThat(recommendation.verdict()).isEqualTo(Verdict.FITS);
    assertThat(recommendation.advice()).containsExactly(Advice.MIND_LIMIT);
    assertThat(recommendation.demand().level()).isCloseTo(1, within(0.03));
    assertThat(reason(recommendation, Reason.Throttled.class))
        .isEqualTo(new Reason.Throttled(1, CpuQuantity.ofCpus(4)));
    assertThat(reason(recommendation, Reason.Parallel.class).threads()).isEqualTo(4);
  }

  @Test
  void recommend_wantsMoreThanItsLimit_endsAtTheLimitAndSaysSo() {
    Recommendation recommendation =
        RIGHTSIZER.recommend(Samples.waiting(4, 0.5, 120), limited(500, 3000), SizingContext.PLAIN);

    // Equal to its limit, it could change the class of its pod.
    assertThat(recommendation.estimate().target()).isEqualTo(CpuQuantity.ofMillis(2999));
    assertThat(recommendation.limit()).contains(CpuQuantity.ofCpus(3));
    assertThat(reason(recommendation, Reason.AtLimit.class).limit())
        .isEqualTo(CpuQuantity.ofCpus(3));
  }

  /** It wants some 5750m: no recommendation exceeds the node, whatever else holds. */
  @ParameterizedTest(name = "limit {0}m on {1} CPUs")
  @CsvSource(
      nullValues = "none",
      value = {
        "none, 4, 4000, AtNode",
        "8000, 4, 4000, AtNode",
        "4000, 4, 3999, AtNode",
        "3000, 4, 2999, AtLimit",
        "3000, 8, 2999, AtLimit",
        "1000, 4, 4000, AtNode"
      })
  void recommend_moreThanTheNodeHas_endsAtTheNode(
      @Nullable Long limit, int nodeCpus, long target, String reason) {
    CurrentResources current =
        limit == null ? CurrentResources.requesting(CpuQuantity.ofCpus(1)) : limited(1000, limit);

    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(5, 120), current, SizingContext.PLAIN.withNodeCpus(nodeCpus));

    assertThat(recommendation.estimate().target()).isEqualTo(CpuQuantity.ofMillis(target));
    assertThat(recommendation.reasons().stream().map(Reason::name).toList()).contains(reason);
    assertThat(recommendation.limit().orElse(recommendation.estimate().target()))
        .isGreaterThanOrEqualTo(recommendation.estimate().target());
  }

  @Test
  void recommend_onANodeOfKnownSizeUnderAnAutoscaler_endsAtTheNode() {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(5, 120),
        CurrentResources.requesting(CpuQuantity.ofCpus(1)),
        SizingContext.PLAIN.withNodeCpus(4).withHpaTarget(200));

    assertThat(recommendation.estimate().target()).isLessThanOrEqualTo(CpuQuantity.ofCpus(4));
  }

  /** The request is of another, larger node. */
  @ParameterizedTest(name = "uses {0} of {1}m")
  @CsvSource({"5, 6000, FITS", "2, 6000, PADDED", "5, 4000, FITS", "5, 1000, STARVED"})
  void recommend_requestAboveTheNode_isPaddedOnlyIfLessIsWanted(
      double used, long request, Verdict verdict) {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(used, 120),
        CurrentResources.requesting(CpuQuantity.ofMillis(request)),
        SizingContext.PLAIN.withNodeCpus(4));

    assertThat(recommendation.verdict()).isEqualTo(verdict);
    assertThat(recommendation.advice().contains(Advice.LOWER_REQUEST))
        .isEqualTo(verdict == Verdict.PADDED);
    if (request > 4000 && verdict == Verdict.FITS) {
      assertThat(recommendation.estimate().target()).isEqualTo(CpuQuantity.ofMillis(request));
    }
  }

  /** With the usual targets of an autoscaler no pair of the same scale point fits into the node. */
  @ParameterizedTest(name = "uses {0} of {1} CPUs, node of {2}")
  @CsvSource({"5, 3, 2", "2, 6, 4", "0.5, 6, 4"})
  void recommend_requestAboveTheNodeUnderAnAutoscaler_leavesThePair(
      double used, int request, int node) {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(used, 120),
        CurrentResources.requesting(CpuQuantity.ofCpus(request)),
        SizingContext.PLAIN.withNodeCpus(node).withHpaTarget(80));

    assertThat(recommendation.hpaTargetPercent()).hasValue(80);
    assertThat(recommendation.estimate().target()).isEqualTo(CpuQuantity.ofCpus(request));
    assertThat(recommendation.changes()).isFalse();
  }

  @Test
  void recommend_guaranteed_takesTheLimitAlong() {
    Recommendation recommendation =
        RIGHTSIZER.recommend(Samples.using(0.5, 120), limited(2000, 2000), SizingContext.PLAIN);

    assertThat(recommendation.verdict()).isEqualTo(Verdict.PADDED);
    assertThat(recommendation.resources().isGuaranteed()).isTrue();
    assertThat(recommendation.limit()).contains(recommendation.estimate().target());
  }

  /** Minutes of half a CPU with ten seconds of three: a limit must let these through. */
  @Test
  void recommend_guaranteedWithShortBursts_coversThePeaks() {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = 0; minute < 120; minute++) {
      history = history.plus(
          UsageSample.joined(List.of(window(minute, 0, 50, 0.5), window(minute, 50, 10, 3))));
    }

    Recommendation guaranteed =
        RIGHTSIZER.recommend(history, limited(6000, 6000), SizingContext.PLAIN);
    Recommendation burstable =
        RIGHTSIZER.recommend(history, limited(5999, 6000), SizingContext.PLAIN);

    assertThat(guaranteed.limit().orElseThrow().millis()).isBetween(3300L, 3600L);
    assertThat(burstable.estimate().target().millis()).isBetween(1000L, 1120L);
    assertThat(burstable.limit()).contains(CpuQuantity.ofCpus(6));
    assertThat(reason(burstable, Reason.Bursts.class).burst().millis()).isBetween(2900L, 3100L);
  }

  private static UsageSample window(int minute, int second, int seconds, double cpus) {
    Duration run = Samples.seconds(seconds * cpus);
    return UsageSample.builder(
            Samples.START.plusSeconds(60L * minute + second), Duration.ofSeconds(seconds))
        .run(run)
        .threads(Collections.nCopies(3, new ThreadUse(run.dividedBy(3), Duration.ZERO)))
        .build();
  }

  @Test
  void recommend_jvmWhoseLimitFallsBelowTwoCpus_namesTheCollector() {
    SizingContext context = SizingContext.PLAIN.withJvm(JvmFacts.current(8, 4L << 30));

    Recommendation recommendation =
        RIGHTSIZER.recommend(Samples.using(0.5, 120), limited(2000, 2000), context);

    assertThat(reason(recommendation, Reason.JvmChanges.class).sentence())
        .startsWith(
            "At its next start the JVM would change availableProcessors 2 → 1, the collector"
                + " G1 → Serial");
  }

  @Test
  void recommend_jvmWithoutLimit_saysThatTheRequestChangesNoPool() {
    SizingContext context = SizingContext.PLAIN.withJvm(JvmFacts.current(8, 4L << 30));

    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(0.5, 120), CurrentResources.requesting(CpuQuantity.ofCpus(2)), context);

    assertThat(reason(recommendation, Reason.JvmIgnoresRequest.class).processors())
        .isEqualTo(8);
  }

  @Test
  void recommend_startUp_isKeptApart() {
    UsageHistory history = Samples.history(5, sample -> Samples.calm(sample, 3).startingUp(true))
        .plus(Samples.using(0.4, 120));

    Recommendation recommendation = recommend(history, 450);

    assertThat(recommendation.verdict()).isEqualTo(Verdict.FITS);
    Reason.StartUp startUp = reason(recommendation, Reason.StartUp.class);
    assertThat(startUp.starting().millis()).isBetween(2900L, 3100L);
    assertThat(startUp.running().millis()).isBetween(390L, 420L);
  }

  @Test
  void recommend_busySibling_saysMoveTheNeighbour() {
    UsageHistory history =
        Samples.history(120, sample -> Samples.calm(sample, 1).siblingBusy(0.8));

    Recommendation recommendation = recommend(history, 1150);

    assertThat(recommendation.advice()).containsExactly(Advice.MOVE_NEIGHBOUR);
    assertThat(reason(recommendation, Reason.SiblingPressure.class).busyShare())
        .isCloseTo(0.8, within(1e-9));
  }

  @Test
  void recommend_oneBusyThread_saysThatMoreDoesNotHelp() {
    UsageHistory history =
        Samples.history(120, sample -> Samples.contended(sample, 1, 0.05).runnable(List.of(1)));

    assertThat(reason(recommend(history, 1150), Reason.OneThread.class).sentence())
        .contains("more than 1 CPU would not make it faster");
  }

  @Test
  void recommend_waitsNotRead_saysSoAndTrustsItHalf() {
    UsageHistory unseen = Samples.history(1441, sample -> sample.run(Duration.ofSeconds(60)));

    Recommendation recommendation = recommend(unseen, 1150);

    assertThat(reason(recommendation, Reason.WaitUnknown.class).share()).isEqualTo(1);
    assertThat(recommendation.confidence()).isCloseTo(0.5, within(1e-9));
    assertThat(recommend(Samples.using(1, 1441), 1150).confidence()).isCloseTo(1, within(1e-9));
  }

  /** Under an autoscaler each replica uses request · target, whatever the request is. */
  @ParameterizedTest
  @CsvSource({"1000, 50", "1000, 80", "1000, 95", "200, 70", "4000, 20"})
  void recommend_appliedUnderAnHpa_comesToRestAtOnce(long firstRequest, int firstTarget) {
    long request = firstRequest;
    int target = firstTarget;
    for (int round = 0; round < 10; round++) {
      Recommendation recommendation = recommendUnderHpa(request, target);
      if (round > 0) {
        assertThat(recommendation.verdict()).as("round %d", round).isEqualTo(Verdict.FITS);
      }
      request = recommendation.resources().request().millis();
      target = recommendation.hpaTargetPercent().orElseThrow();
    }

    double scalePoint = firstRequest * firstTarget / 100.0;
    assertThat(request * target / 100.0).isCloseTo(scalePoint, within(0.02 * scalePoint));
    assertThat(request).isGreaterThan(Math.round(scalePoint));
  }

  /** What it wants lies far above the limit: request and target have to end at 400m together. */
  @Test
  void recommend_hpaAndLimit_keepsTheScalePointBelowTheLimit() {
    Recommendation recommendation = RIGHTSIZER.recommend(
        Samples.using(0.87, 120), limited(500, 600), SizingContext.PLAIN.withHpaTarget(80));

    assertThat(recommendation.resources().request()).isEqualTo(CpuQuantity.ofMillis(598));
    assertThat(recommendation.hpaTargetPercent()).hasValue(67);
    assertThat(reason(recommendation, Reason.ScaledByHpa.class))
        .isEqualTo(new Reason.ScaledByHpa(CpuQuantity.ofMillis(400), 67));
    assertThat(reason(recommendation, Reason.AtLimit.class).limit())
        .isEqualTo(CpuQuantity.ofMillis(600));
  }

  @Test
  void recommend_anyRequestTargetAndLimit_keepsScalePointAndLimit() {
    for (long request : new long[] {100, 333, 500, 599, 2000}) {
      for (int percent : new int[] {10, 50, 66, 80, 95, 100, 150}) {
        for (long above : new long[] {1, 2, 60, 100, 3000}) {
          Recommendation recommendation = RIGHTSIZER.recommend(
              Samples.using(0.87, 120),
              limited(request, request + above),
              SizingContext.PLAIN.withHpaTarget(percent));

          long target = recommendation.estimate().target().millis();
          int hpaTarget = recommendation.hpaTargetPercent().orElseThrow();
          assertThat(target).isLessThan(request + above);
          if (recommendation.changes()) {
            assertThat(target * hpaTarget)
                .as("%d m, %d %%, %d m above", request, percent, above)
                .isBetween(request * percent, request * percent + hpaTarget);
          }
        }
      }
    }
  }

  @Test
  void bounds_anyRecommendation_encloseTheTarget() {
    for (double cpus : new double[] {0, 0.01, 0.3, 1, 7}) {
      for (int minutes : new int[] {0, 1, 30, 3000}) {
        Estimate estimate = recommend(Samples.using(cpus, minutes), 100).estimate();
        assertThat(estimate.lower()).isLessThanOrEqualTo(estimate.target());
        assertThat(estimate.upper()).isGreaterThanOrEqualTo(estimate.target());
      }
    }
  }

  @Test
  void values_outOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited(2, 1))
        .withMessageContaining("above the limit");
    assertThatIllegalArgumentException().isThrownBy(() -> SizingContext.PLAIN.withContainers(0));
  }

  private static Recommendation recommendUnderHpa(long request, int target) {
    return RIGHTSIZER.recommend(
        Samples.using(request * target / 100_000.0, 120),
        CurrentResources.requesting(CpuQuantity.ofMillis(request)),
        SizingContext.PLAIN.withHpaTarget(target));
  }

  private static Recommendation recommend(UsageHistory history, long request) {
    return RIGHTSIZER.recommend(
        history, CurrentResources.requesting(CpuQuantity.ofMillis(request)), SizingContext.PLAIN);
  }

  private static CurrentResources limited(long request, long limit) {
    return new CurrentResources(
        CpuQuantity.ofMillis(request), Optional.of(CpuQuantity.ofMillis(limit)));
  }

  private static <R extends Reason> R reason(Recommendation recommendation, Class<R> type) {
    return recommendation.reasons().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + recommendation.reasons()));
  }
}
