package io.temper.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserveTest {
  /** 50 below 1 µs, 40 in [1, 2), 9 in [4, 8), 1 in the last bucket, [8, ...). */
  private static final Log2Histogram WAITS = Log2Histogram.of(50, 40, 0, 9, 1);

  @ParameterizedTest(name = "p{0} -> {1} us")
  @CsvSource({"0.1, 1", "50, 1", "50.1, 2", "90, 2", "91, 8", "99, 8", "99.1, 8", "100, 8"})
  void percentile_isTheUpperEdgeOfItsBucket(double percent, long micros) {
    assertThat(WAITS.percentileMicros(percent)).isEqualTo(micros);
  }

  @Test
  void percentile_ofNothing_isZero() {
    assertThat(Log2Histogram.of(0, 0, 0).percentileMicros(99)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "100.1", "NaN"})
  void percentile_outOfRange_isRefused(double percent) {
    assertThatIllegalArgumentException().isThrownBy(() -> WAITS.percentileMicros(percent));
  }

  @Test
  void since_afterPlus_givesWhatWasAdded() {
    Log2Histogram more = Log2Histogram.of(1, 2, 3, 4, 5);
    assertThat(WAITS.plus(more).since(WAITS)).isEqualTo(more).hasSameHashCodeAs(more);
    assertThat(WAITS.total()).isEqualTo(100);
    assertThatIllegalArgumentException().isThrownBy(() -> WAITS.since(WAITS.plus(more)));
    assertThatIllegalArgumentException().isThrownBy(() -> WAITS.plus(Log2Histogram.of(1, 1)));
  }

  @Test
  void of_badCounts_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(Log2Histogram::of);
    assertThatIllegalArgumentException().isThrownBy(() -> Log2Histogram.of(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Log2Histogram.of(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> Log2Histogram.of(new long[64]));
  }

  @ParameterizedTest(name = "{0} -> {1}, error {2}")
  @CsvSource({
    "64, DETACHED, false",
    "65, BY_ITSELF, false",
    "66, BY_KERNEL, false",
    "67, SYSRQ, false",
    "68, BY_PARENT, false",
    "99, UNKNOWN, false",
    "1024, ERROR, true",
    "1025, ERROR_BY_ITSELF, true",
    "1026, ERROR_STALL, true",
    "1027, UNKNOWN, true",
  })
  void exit_ofTheKernelsNumber_keepsItToo(int raw, SchedulerExit.Kind kind, boolean error) {
    SchedulerExit exit = SchedulerExit.of(raw, 3, "reason", "", "dump");
    assertThat(exit.kind()).isEqualTo(kind);
    assertThat(exit.rawKind()).isEqualTo(raw);
    assertThat(exit.isError()).isEqualTo(error);
    assertThat(exit).hasToString(kind + " (" + raw + "), code 3: reason");
  }
}
