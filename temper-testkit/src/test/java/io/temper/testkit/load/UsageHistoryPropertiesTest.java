package io.temper.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.DecayingWeights;
import io.temper.rightsize.HistoryState;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageSample;
import io.temper.testkit.Arbitrary;
import io.temper.testkit.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsageHistoryPropertiesTest {
  private static final Arbitrary<List<Integer>> SEEDS =
      Arbitrary.integers(0, 1_000_000).listsOf(0, 8);

  @Test
  void plus_histories_isCommutative() {
    Property.forAll(SEEDS, SEEDS).check((one, other) -> {
      UsageHistory a = history(one);
      UsageHistory b = history(other);

      assertThat(a.plus(b)).isEqualTo(b.plus(a));
    });
  }

  @Test
  void plus_histories_isAssociative() {
    Property.forAll(SEEDS, SEEDS).check((one, other) -> {
      UsageHistory a = history(one);
      UsageHistory b = history(other);
      UsageHistory c = history(one.subList(0, one.size() / 2));

      assertAlike(a.plus(b).plus(c), a.plus(b.plus(c)));
    });
  }

  @Test
  void plus_samplesInAnyOrder_isTheSame() {
    Property.forAll(SEEDS).check(seeds -> {
      List<Integer> reversed = new ArrayList<>(seeds);
      Collections.reverse(reversed);

      assertAlike(history(reversed), history(seeds));
    });
  }

  @Test
  void plus_manyLayers_keepsABoundedNumberWhateverTheOrder() {
    UsageHistory ascending = UsageHistory.EMPTY;
    UsageHistory descending = UsageHistory.EMPTY;
    for (int i = 0; i < 100; i++) {
      ascending = ascending.plus(delayedBy("layer-" + i));
      descending = descending.plus(delayedBy("layer-" + (99 - i)));
    }

    assertThat(ascending.state().delays()).hasSize(16);
    assertThat(ascending.state().delays().keySet())
        .isEqualTo(descending.state().delays().keySet());
  }

  @Test
  void of_state_isTheSameHistory() {
    Property.forAll(SEEDS).check(seeds -> {
      UsageHistory history = history(seeds);

      assertThat(UsageHistory.of(history.state())).isEqualTo(history);
    });
  }

  private static UsageHistory history(List<Integer> seeds) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int seed : seeds) {
      history = history.plus(sample(seed));
    }
    return history;
  }

  /** Any sample within ten days. */
  private static UsageSample sample(int seed) {
    Random random = new Random(seed);
    ThreadUse use = new ThreadUse(
        Duration.ofMillis(random.nextInt(30_000)), Duration.ofMillis(random.nextInt(30_000)));
    int threads = 1 + random.nextInt(8);
    return UsageSample.builder(
            LoadGenerator.START.plusSeconds(random.nextInt(864_000)), Duration.ofMinutes(1))
        .run(use.ran().multipliedBy(threads))
        .threads(Collections.nCopies(threads, use))
        .runnable(List.of(random.nextInt(threads + 1)))
        .delayedBy(Map.of("layer-" + random.nextInt(30), Duration.ofMillis(random.nextInt(9000))))
        .startingUp(random.nextInt(5) == 0)
        .restarts(random.nextInt(2))
        .build();
  }

  private static UsageSample delayedBy(String layer) {
    return UsageSample.builder(LoadGenerator.START, Duration.ofMinutes(1))
        .delayedBy(Map.of(layer, Duration.ofSeconds(1)))
        .build();
  }

  private static void assertAlike(UsageHistory actual, UsageHistory expected) {
    HistoryState is = actual.state();
    HistoryState should = expected.state();
    assertThat(is.samples()).isEqualTo(should.samples());
    assertThat(is.restarts()).isEqualTo(should.restarts());
    assertThat(is.first()).isEqualTo(should.first());
    assertThat(is.last()).isEqualTo(should.last());
    assertThat(is.delays().keySet()).isEqualTo(should.delays().keySet());
    for (int i = 0; i < is.weights().size(); i++) {
      assertAlike(is.weights().get(i), should.weights().get(i));
    }
    is.delays()
        .forEach((name, weights) ->
            assertAlike(weights, Objects.requireNonNull(should.delays().get(name))));
  }

  /**
   * Beyond the rounding of double; references may differ, worth does not. What has decayed by hundreds of
   * half-lives may be lost on the way, since no double is as small.
   */
  private static void assertAlike(DecayingWeights actual, DecayingWeights expected) {
    Instant moment = LoadGenerator.START.plus(Duration.ofDays(10));
    for (int i = 0; i < actual.count(); i++) {
      double worth = expected.at(moment, i);
      assertThat(actual.at(moment, i)).isCloseTo(worth, within(1e-9 * worth + 1e-100));
    }
  }
}
