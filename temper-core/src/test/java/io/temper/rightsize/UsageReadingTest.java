package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageReadingTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final ThreadUse OLD = new ThreadUse(Duration.ofHours(1), Duration.ofMinutes(10));

  @Test
  void since_earlierReading_isTheDifference() {
    UsageReading before = reading(0, 3600, 100, 7, Map.of(1L, OLD));
    ThreadUse grown = new ThreadUse(
        OLD.ran().plus(Duration.ofSeconds(4)), OLD.waited().plus(Duration.ofSeconds(2)));
    UsageReading after = reading(10, 3605, 200, 17, Map.of(1L, grown));

    UsageSample sample = after.since(before, true, 1).orElseThrow();

    assertThat(sample.start()).isEqualTo(Samples.START);
    assertThat(sample.length()).isEqualTo(LENGTH);
    assertThat(sample.run()).isEqualTo(Duration.ofSeconds(5));
    assertThat(sample.queueWait()).isEqualTo(Duration.ofSeconds(2));
    assertThat(sample.throttling().periods()).isEqualTo(100);
    assertThat(sample.throttling().throttledPeriods()).isEqualTo(10);
    assertThat(sample.startingUp()).isTrue();
    assertThat(sample.restarts()).isEqualTo(1);
  }

  @Test
  void since_threadMovedIn_countsNoMoreThanTheWindow() {
    UsageReading before = reading(0, 0, 0, 0, Map.of());
    UsageReading after = reading(10, 6, 0, 0, Map.of(1L, OLD));

    UsageSample sample = after.since(before, false, 0).orElseThrow();

    // It ran six parts of seven of its life, and so it is taken to have done here.
    assertThat(Times.seconds(sample.queueWait())).isBetween(1.42, 1.43);
  }

  @Test
  void since_counterWentBack_isAnotherContainer() {
    UsageReading before = reading(0, 100, 0, 0, Map.of());

    assertThat(reading(10, 99, 0, 0, Map.of()).since(before, false, 0)).isEmpty();
    assertThat(reading(0, 101, 0, 0, Map.of()).since(before, false, 0)).isEmpty();
  }

  @Test
  void since_kernelWithoutSchedstat_knowsNoThreads() {
    UsageReading before = reading(0, 0, 0, 0, Map.of());
    UsageReading after = new UsageReading(
        Samples.START.plus(LENGTH),
        LENGTH.toNanos(),
        Duration.ofSeconds(5),
        0,
        0,
        Duration.ZERO,
        Map.of(),
        false,
        0,
        4);

    assertThat(after.since(before, false, 0).orElseThrow().threadsKnown()).isFalse();
  }

  private static UsageReading reading(
      long second, long ranSeconds, long periods, long held, Map<Long, ThreadUse> threads) {
    return new UsageReading(
        Samples.START.plusSeconds(second),
        Duration.ofSeconds(second).toNanos(),
        Duration.ofSeconds(ranSeconds),
        periods,
        held,
        Duration.ofSeconds(held),
        threads,
        true,
        1,
        4);
  }
}
