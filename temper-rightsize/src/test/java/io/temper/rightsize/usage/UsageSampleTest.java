package io.temper.rightsize.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageSampleTest {
  /** Seconds of a minute: ran, waited, and what the thread wanted. */
  @ParameterizedTest
  @CsvSource({
    "60, 0, 60", // busy and alone
    "30, 30, 60", // never sleeps: run + wait
    "0, 0, 0", // asleep
    "15, 30, 30", // sleeps as long as it runs, once nobody is in its way
    "20, 0, 20", // waits for nobody
    "0, 20, 20", // never got a turn: at most this
    "0, 60, 60",
    "40, 40, 60" // more than a window holds: no thread wants more than all of it
  })
  void wanted_oneThread_isItsRunPerTimeItDidNotWait(double ran, double waited, double wanted) {
    UsageSample sample = sample(ran, waited, Throttling.NONE);

    assertThat(Times.seconds(sample.wanted())).isCloseTo(wanted, within(1e-6));
  }

  @Test
  void wanted_waitIsThrottling_isWhatItUsed() {
    UsageSample sample = sample(30, 30, new Throttling(600, 600, Duration.ofSeconds(30)));

    assertThat(sample.throttleWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(sample.wanted()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void wanted_halfOfWaitIsThrottling_countsTheOtherHalf() {
    UsageSample sample = sample(20, 40, new Throttling(600, 300, Duration.ofSeconds(20)));

    assertThat(Times.seconds(sample.wanted())).isCloseTo(30, within(1e-6));
  }

  @Test
  void throttleWait_fourThreadsHeldOnOneCpu_isFourTimesTheHeldTime() {
    ThreadUse use = new ThreadUse(Duration.ofSeconds(15), Duration.ofSeconds(45));
    UsageSample sample = Samples.at(0)
        .run(Duration.ofSeconds(60))
        .threads(List.of(use, use, use, use))
        .throttling(new Throttling(600, 300, Duration.ofSeconds(20)), 1)
        .build();

    assertThat(sample.throttleWait()).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void wanted_threadsThatEnded_waitedLikeTheOthers() {
    ThreadUse seen = new ThreadUse(Duration.ofSeconds(20), Duration.ofSeconds(20));
    UsageSample sample =
        Samples.at(0).run(Duration.ofSeconds(40)).threads(List.of(seen)).build();

    // The one that was seen wanted 30 s for its 20 s; so did the others.
    assertThat(Times.seconds(sample.wanted())).isCloseTo(60, within(1e-6));
  }

  @Test
  void wanted_threadsUnknown_isWhatItUsed() {
    UsageSample sample = Samples.at(0).run(Duration.ofSeconds(40)).build();

    assertThat(sample.wanted()).isEqualTo(Duration.ofSeconds(40));
    assertThat(sample.threadsKnown()).isFalse();
  }

  @Test
  void joined_calmAndBusyWindow_addsUpAndKeepsThePeak() {
    UsageSample calm = Samples.at(0)
        .run(Duration.ofSeconds(6))
        .threads(List.of(new ThreadUse(Duration.ofSeconds(6), Duration.ZERO)))
        .throttling(new Throttling(100, 10, Duration.ofSeconds(2)), 1)
        .runnable(List.of(1))
        .delayedBy(Map.of("low", Duration.ofSeconds(1)))
        .siblingBusy(0)
        .build();
    UsageSample busy = Samples.at(1)
        .run(Duration.ofSeconds(18))
        .throttling(new Throttling(50, 40, Duration.ofSeconds(3)), 1)
        .runnable(List.of(3))
        .delayedBy(Map.of("low", Duration.ofSeconds(2)))
        .siblingBusy(1)
        .startingUp(true)
        .restarts(1)
        .build();

    UsageSample joined = UsageSample.joined(List.of(busy, calm));

    assertThat(joined.start()).isEqualTo(calm.start());
    assertThat(joined.length()).isEqualTo(Duration.ofMinutes(2));
    assertThat(joined.run()).isEqualTo(Duration.ofSeconds(24));
    assertThat(joined.peak()).isCloseTo(0.3, within(1e-9));
    assertThat(joined.throttling()).isEqualTo(new Throttling(150, 50, Duration.ofSeconds(5)));
    assertThat(joined.runnable()).containsExactlyInAnyOrder(1, 3);
    assertThat(joined.delayedBy()).isEqualTo(Map.of("low", Duration.ofSeconds(3)));
    assertThat(joined.siblingBusy()).hasValue(0.75);
    assertThat(joined.startingUp()).isTrue();
    assertThat(joined.threadsKnown()).isFalse();
    assertThat(joined.restarts()).isEqualTo(1);
  }

  @Test
  void values_outOfRange_areRefused() {
    Duration negative = Duration.ofSeconds(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UsageSample.builder(Samples.START, Duration.ZERO))
        .withMessageContaining("longer than 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThreadUse(negative, Duration.ZERO))
        .withMessageContaining("run time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Throttling(1, 2, Duration.ZERO))
        .withMessageContaining("of 1 periods 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.at(0).siblingBusy(1.1).build())
        .withMessageContaining("0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UsageSample.joined(List.of()))
        .withMessageContaining("no windows");
  }

  private static UsageSample sample(double ran, double waited, Throttling throttling) {
    return Samples.at(0)
        .run(Samples.seconds(ran))
        .threads(List.of(new ThreadUse(Samples.seconds(ran), Samples.seconds(waited))))
        .throttling(throttling, 1)
        .build();
  }
}
