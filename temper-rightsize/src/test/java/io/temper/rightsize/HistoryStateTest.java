package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryStateTest {
  private static final Optional<Instant> START = Optional.of(Samples.START);
  private static final Optional<Instant> LATER = START.map(at -> at.plusSeconds(60));
  private static final Optional<Instant> NEVER = Optional.empty();

  private static HistoryState state(
      long samples, long restarts, Optional<Instant> first, Optional<Instant> last) {
    return new HistoryState(samples, restarts, first, last, List.of(), new TreeMap<>());
  }

  @Test
  void state_ofCountsAndTimesThatContradict_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(-1, 0, NEVER, NEVER))
        .withMessage("a count must not be negative: -1, 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(0, -1, NEVER, NEVER))
        .withMessage("a count must not be negative: 0, -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(0, 0, START, NEVER))
        .withMessageContaining("0 windows cannot have begun");
    assertThatIllegalArgumentException().isThrownBy(() -> state(0, 0, NEVER, START));
    assertThatIllegalArgumentException().isThrownBy(() -> state(1, 0, START, NEVER));
    assertThatIllegalArgumentException().isThrownBy(() -> state(1, 0, NEVER, START));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(2, 0, LATER, START))
        .withMessageContaining("before the first");
    assertThat(state(1, 1, START, START).samples()).isEqualTo(1);
    assertThat(state(0, 0, NEVER, NEVER).last()).isEmpty();
  }

  @Test
  void history_ofWeightsThatAreNotItsOwn_isRefused() {
    HistoryState good = Samples.using(1, 3).state();
    List<DecayingWeights> fewer = good.weights().subList(1, good.weights().size());
    List<DecayingWeights> swapped = new ArrayList<>(good.weights());
    swapped.set(swapped.size() - 1, good.weights().get(0));
    List<DecayingWeights> otherBuckets = new ArrayList<>(good.weights());
    otherBuckets.set(0, UsageHistory.noDelay());

    for (List<DecayingWeights> wrong : List.of(fewer, swapped, otherBuckets)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UsageHistory.of(new HistoryState(
              good.samples(), good.restarts(), good.first(), good.last(), wrong, good.delays())))
          .withMessageStartingWith("these weights are not");
    }
    assertThat(UsageHistory.of(good)).isEqualTo(Samples.using(1, 3));
  }

  @Test
  void history_ofMoreDelaysThanAreKept_boundsThem() {
    var delays = new TreeMap<String, DecayingWeights>();
    DecayingWeights second = UsageHistory.noDelay().restored(Samples.START, 1);
    for (int i = 0; i < 20; i++) {
      delays.put("layer-" + (char) ('a' + i), second);
    }
    HistoryState good = Samples.using(1, 3).state();

    UsageHistory history = UsageHistory.of(new HistoryState(
        good.samples(), good.restarts(), good.first(), good.last(), good.weights(), delays));

    assertThat(history.state().delays()).hasSize(16);
  }

  @Test
  void history_ofSamples_countsAndDatesThem() {
    UsageHistory history = UsageHistory.EMPTY
        .plus(Samples.calm(Samples.at(5), 1).restarts(2).build())
        .plus(Samples.calm(Samples.at(2), 1).restarts(1).build())
        .plus(Samples.calm(Samples.at(9), 1).build());

    assertThat(history.samples()).isEqualTo(3);
    assertThat(history.restarts()).isEqualTo(3);
    assertThat(history.first()).isEqualTo(START.map(at -> at.plusSeconds(120)));
    assertThat(history.last()).isEqualTo(START.map(at -> at.plusSeconds(540)));
    assertThat(history.span()).isEqualTo(Duration.ofMinutes(7));
    assertThat(history).hasToString("3 windows in PT7M");
    assertThat(UsageHistory.EMPTY.span()).isZero();
    assertThat(UsageHistory.EMPTY.first()).isEmpty();
  }

  /** One window of forty, in which somebody looked twenty times, is still one of forty. */
  @Test
  void history_ofWindowsWithManyLooks_countsEachWindowOnce() {
    UsageHistory history = Samples.history(
            39, sample -> Samples.calm(sample, 1).runnable(List.of(1)))
        .plus(
            Samples.calm(Samples.at(39), 1).runnable(Collections.nCopies(20, 8)).build());

    assertThat(ThreadAwareEstimator.estimate(history).parallel()).isEqualTo(1);
  }

  @Test
  void history_ofTwoParts_countsAndDatesBoth() {
    UsageHistory early = UsageHistory.EMPTY
        .plus(Samples.calm(Samples.at(0), 1).restarts(1).build())
        .plus(Samples.calm(Samples.at(3), 1)
            .delayedBy(Map.of("low", Duration.ofSeconds(1)))
            .build());
    UsageHistory late = UsageHistory.EMPTY.plus(Samples.calm(Samples.at(4), 1)
        .restarts(1)
        .delayedBy(Map.of("low", Duration.ofSeconds(2)))
        .build());

    UsageHistory both = early.plus(late);

    assertThat(both.samples()).isEqualTo(3);
    assertThat(both.restarts()).isEqualTo(2);
    assertThat(both.span()).isEqualTo(Duration.ofMinutes(4));
    assertThat(both.delays().seconds("low", both.last().orElseThrow())).isBetween(2.99, 3.0);
    assertThat(both).isEqualTo(late.plus(early)).hasSameHashCodeAs(late.plus(early));
    assertThat(both).isNotEqualTo(early);
    assertThat(both.hashCode()).isNotEqualTo(early.hashCode());
    assertThat(early.plus(UsageHistory.EMPTY)).isEqualTo(early);
  }
}
