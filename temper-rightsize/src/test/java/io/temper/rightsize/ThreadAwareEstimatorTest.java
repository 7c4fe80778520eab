package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where on a value counts. Buckets are 5 % wide, so a middle is at most 2.5 % off. */
class ThreadAwareEstimatorTest {
  private static final double CALM = 1;
  private static final double BUSY = 8;

  /** So many busy minutes after calm ones, and calm again for long enough to be no step. */
  private static Demand afterBursts(int calm, int busy) {
    UsageHistory history = Samples.using(CALM, calm / 2);
    for (int minute = 0; minute < busy; minute++) {
      history = history.plus(Samples.calm(Samples.at(calm / 2 + minute), BUSY).build());
    }
    for (int minute = calm / 2 + busy; minute < calm + busy; minute++) {
      history = history.plus(Samples.calm(Samples.at(minute), CALM).build());
    }
    return ThreadAwareEstimator.estimate(history);
  }

  /** In a short history a third window counts; in a long one it takes more than three in a hundred. */
  @ParameterizedTest(name = "{1} busy among {0}")
  @CsvSource({
    "30, 1, false",
    "30, 2, false",
    "30, 3, true",
    "60, 2, false",
    "60, 3, true",
    "400, 8, false",
    "400, 20, true",
  })
  void steady_busyWindows_countFromTheThirdAndThreePercentOn(int calm, int busy, boolean counts) {
    Demand demand = afterBursts(calm, busy);

    double expected = counts ? BUSY : CALM;
    assertThat(demand.steady()).isCloseTo(expected, within(0.025 * expected));
    assertThat(demand.burst()).isCloseTo(expected, within(0.025 * expected));
    assertThat(demand.typical()).isCloseTo(CALM, within(0.025));
    assertThat(demand.recent()).isCloseTo(CALM, within(0.025));
  }

  @Test
  void estimate_ofNothing_isNothing() {
    assertThat(ThreadAwareEstimator.estimate(UsageHistory.EMPTY))
        .isEqualTo(new Demand(0, 0, 0, 0, 0, 0));
  }

  @Test
  void parallel_isWhatRunsAtOnceInOneLookOfTwenty() {
    assertThat(runnableNow(39)).isEqualTo(1);
    assertThat(runnableNow(37)).isEqualTo(6);
  }

  /** Of forty windows so many find one thread, the others six. */
  private static double runnableNow(int single) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int i = 0; i < 40; i++) {
      history = history.plus(
          Samples.calm(Samples.at(0), 1).runnable(List.of(i < single ? 1 : 6)).build());
    }
    return ThreadAwareEstimator.estimate(history).parallel();
  }
}
