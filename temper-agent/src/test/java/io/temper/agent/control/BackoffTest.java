package io.temper.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long MILLI = 1_000_000;

  private final Backoff backoff = new Backoff();

  @Test
  void neverFailed_isNotLeftAlone() {
    assertThat(backoff.leftNanos(123)).isZero();
  }

  @Test
  void failures_areLeftAloneForLongerEachTimeAndAtMostTwoSeconds() {
    assertThat(backoff.failed(0)).as("the first").isTrue();
    assertThat(backoff.leftNanos(10 * MILLI)).isEqualTo(40 * MILLI);
    assertThat(backoff.failed(50 * MILLI)).as("the second").isFalse();
    assertThat(backoff.leftNanos(50 * MILLI)).isEqualTo(100 * MILLI);
    for (int i = 0; i < 100; i++) {
      backoff.failed(50 * MILLI);
    }
    assertThat(backoff.leftNanos(50 * MILLI)).isEqualTo(2000 * MILLI);
    assertThat(backoff.leftNanos(5000 * MILLI)).isZero();
  }

  @Test
  void success_forgetsTheFailures() {
    backoff.failed(0);
    backoff.succeeded();
    assertThat(backoff.leftNanos(0)).isZero();
    assertThat(backoff.failed(0)).isTrue();
  }
}
