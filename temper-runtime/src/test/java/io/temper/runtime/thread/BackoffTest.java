package io.temper.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final double NEARLY_ONE = 0.999_999;

  @Test
  void afterFailure_withoutChance_isHalfOfDoublingSteps() {
    var backoff = new Backoff(() -> 0);
    assertThat(backoff.afterFailure(Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
    assertThat(backoff.afterFailure(Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.afterFailure(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void afterFailure_manyTimes_isNeverAboveTheLongest() {
    var backoff = new Backoff(() -> NEARLY_ONE);
    Duration last = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      last = backoff.afterFailure(Duration.ZERO);
      assertThat(last).isLessThanOrEqualTo(Backoff.LONGEST);
    }
    assertThat(last).isGreaterThan(Backoff.LONGEST.minusSeconds(1));
  }

  @Test
  void afterFailure_retryAfter_isHeededAndSpread() {
    Duration asked = Duration.ofSeconds(7);
    assertThat(new Backoff(() -> 0).afterFailure(asked)).isEqualTo(asked);
    assertThat(new Backoff(() -> NEARLY_ONE).afterFailure(asked)).isGreaterThan(asked);
  }

  @Test
  void reset_afterFailures_beginsAnew() {
    var backoff = new Backoff(() -> 0);
    for (int i = 0; i < 5; i++) {
      backoff.afterFailure(Duration.ZERO);
    }
    backoff.reset();
    assertThat(backoff.afterFailure(Duration.ZERO)).isEqualTo(Backoff.FIRST.dividedBy(2));
  }
}
