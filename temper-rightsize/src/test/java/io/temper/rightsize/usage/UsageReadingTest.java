package io.temper.rightsize.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.rightsize.Samples;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Run, periods, periods held and time held: none of them may fall. */
  @ParameterizedTest
  @CsvSource({
    "5, 5, 5, 5, true",
    "4, 5, 5, 5, false",
    "5, 4, 5, 5, false",
    "5, 5, 4, 5, false",
    "5, 5, 5, 4, false"
  })
  void since_anyCounterThatWentBack_isAnotherContainer(
      long ran, long periods, long held, long heldSeconds, boolean same) {
    UsageReading before = counters(0, 5, 5, 5, 5);
    UsageReading after = counters(10, ran, periods, held, heldSeconds);

    assertThat(after.since(before, false, 0).isPresent()).isEqualTo(same);
  }

  /** The kernel may count a period as held before it counts it as one that had work. */
  @Test
  void since_moreHeldThanPeriods_countsThemAsPeriods() {
    Throttling throttling = counters(10, 5, 7, 8, 6)
        .since(counters(0, 5, 5, 5, 5), false, 0)
        .orElseThrow()
        .throttling();

    assertThat(throttling).isEqualTo(new Throttling(3, 3, Duration.ofSeconds(1)));
  }

  @Test
  void since_looksAtRunnableThreads_once() {
    UsageSample sample = reading(10, 0, 0, 0, Map.of())
        .since(reading(0, 0, 0, 0, Map.of()), false, 0)
        .orElseThrow();

    assertThat(sample.runnable()).containsExactly(1);
  }

  /** Eight threads on four CPUs: a CPU that is held holds two of them. */
  @Test
  void since_throttledOnSeveralCpus_goesByThem() {
    Map<Long, ThreadUse> uses = new HashMap<>();
    for (long thread = 1; thread <= 8; thread++) {
      uses.put(thread, new ThreadUse(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }
    UsageReading before = reading(0, 0, 0, 0, Map.of());
    UsageReading after = reading(10, 40, 100, 10, uses);

    assertThat(after.since(before, false, 0).orElseThrow().throttleWait())
        .isEqualTo(Duration.ofSeconds(20));
  }

  private static UsageReading counters(
      long second, long ranSeconds, long periods, long held, long heldSeconds) {
    return new UsageReading(
        Samples.START.plusSeconds(second),
        Duration.ofSeconds(second).toNanos(),
        Duration.ofSeconds(ranSeconds),
        periods,
        held,
        Duration.ofSeconds(heldSeconds),
        Map.of(),
        true,
        1,
        4);
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
