package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.Throttling;
import io.temper.rightsize.usage.UsageSample;
import io.temper.rightsize.usage.UsageSampleBuilder;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where on a share matters. A history of one window has its sums without rounding. */
class SignalsTest {
  private static final Duration MINUTE = Samples.MINUTE;

  private static Signals of(UsageSampleBuilder sample) {
    return new Signals(UsageHistory.EMPTY.plus(sample.build()));
  }

  private static UsageSampleBuilder thread(long ranMillis, long waitedMillis) {
    return Samples.at(0)
        .run(Duration.ofMillis(ranMillis))
        .threads(
            List.of(new ThreadUse(Duration.ofMillis(ranMillis), Duration.ofMillis(waitedMillis))));
  }

  @ParameterizedTest
  @CsvSource({"54000, 6000, true", "54001, 5999, false", "60000, 0, false", "0, 1, true"})
  void isContended_fromATenthOfTheTimeOn(long ran, long waited, boolean contended) {
    assertThat(of(thread(ran, waited)).isContended()).isEqualTo(contended);
  }

  @ParameterizedTest
  @CsvSource({"600, 30, true", "600, 29, false", "0, 0, false"})
  void isThrottled_fromATwentiethOfThePeriodsOn(long periods, long held, boolean throttled) {
    Throttling throttling = new Throttling(periods, held, Duration.ofMillis(held));

    assertThat(of(thread(30_000, 0).throttling(throttling, 1)).isThrottled()).isEqualTo(throttled);
  }

  @ParameterizedTest
  @CsvSource({"0.5, true", "0.49, false", "1, true", "0, false"})
  void isBesideBusySiblings_fromHalfOfTheRunTimeOn(double share, boolean beside) {
    assertThat(of(thread(30_000, 0).siblingBusy(share)).isBesideBusySiblings()).isEqualTo(beside);
    assertThat(of(thread(30_000, 0)).isBesideBusySiblings()).as("not measured").isFalse();
  }

  @Test
  void amounts_ofAThrottledThread_areUsedWantedAndUnlimited() {
    // Of 40 s of wait 10 s are its own limit's, so 30 s are of others.
    Signals signals =
        of(thread(20_000, 40_000).throttling(new Throttling(600, 100, Duration.ofSeconds(10)), 1));

    assertThat(signals.waitShare()).isCloseTo(0.6, within(1e-9));
    assertThat(signals.throttledShare()).isCloseTo(1 / 6.0, within(1e-9));
    assertThat(signals.used()).isEqualTo(CpuQuantity.ofMillis(333));
    assertThat(signals.wanted()).isEqualTo(CpuQuantity.ofMillis(667));
    assertThat(signals.unlimited()).isEqualTo(CpuQuantity.ofMillis(1000));
  }

  @Test
  void unseenShare_isTheTimeInWhichWaitsWereNotRead() {
    UsageHistory history = UsageHistory.EMPTY
        .plus(Samples.at(0).run(MINUTE).build())
        .plus(UsageSample.builder(Samples.START, MINUTE.multipliedBy(3))
            .run(MINUTE)
            .threads(List.of(new ThreadUse(MINUTE, Duration.ZERO)))
            .build());

    assertThat(new Signals(history).unseenShare()).isEqualTo(0.25);
    assertThat(new Signals(UsageHistory.EMPTY).unseenShare()).isZero();
    assertThat(new Signals(UsageHistory.EMPTY).used()).isEqualTo(CpuQuantity.ZERO);
  }

  /** What starts up says nothing about later. */
  @Test
  void sums_ofWindowsInWhichItStarted_areNotTaken() {
    Signals signals = of(thread(0, 60_000).startingUp(true));

    assertThat(signals.isContended()).isFalse();
    assertThat(signals.unlimited()).isEqualTo(CpuQuantity.ZERO);
  }
}
