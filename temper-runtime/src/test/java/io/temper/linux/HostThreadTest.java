package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostThreadTest {
  @ParameterizedTest
  @CsvSource({"1, 1, -20, 0, 0", "4194304, 1, 19, 1023, 9999999999"})
  void thread_atTheEdges_isAccepted(int tid, int process, int nice, int cpu, long start) {
    assertThat(thread(tid, process, nice, cpu, start).tid()).isEqualTo(tid);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 0, 0",
    "1, 0, 0, 0, 0",
    "1, 1, -21, 0, 0",
    "1, 1, 20, 0, 0",
    "1, 1, 0, -1, 0",
    "1, 1, 0, 0, -1"
  })
  void thread_outsideARange_isRefused(int tid, int process, int nice, int cpu, long start) {
    assertThatIllegalArgumentException().isThrownBy(() -> thread(tid, process, nice, cpu, start));
  }

  @Test
  void isSameThreadAs_numberUsedAgain_isAnother() {
    HostThread thread = thread(7, 7, 0, 0, 100);

    assertThat(thread.isSameThreadAs(thread(7, 7, 5, 3, 100))).isTrue();
    assertThat(thread.isSameThreadAs(thread(7, 7, 0, 0, 101))).isFalse();
    assertThat(thread.isSameThreadAs(thread(8, 7, 0, 0, 100))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"R, RUNNABLE", "D, UNINTERRUPTIBLE", "t, TRACED", "T, STOPPED", "I, IDLE", "Q, OTHER"
  })
  void state_eachLetter_isItsState(char letter, ThreadState state) {
    assertThat(ThreadState.of(letter)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"0, NORMAL", "1, FIFO", "2, ROUND_ROBIN", "3, BATCH", "4, OTHER", "7, EXT", "8, OTHER"
  })
  void policy_eachNumber_isItsPolicy(int number, SchedulingPolicy policy) {
    assertThat(SchedulingPolicy.of(number)).isEqualTo(policy);
  }

  @Test
  void times_negative_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ThreadTimes(0, -5, 0));
  }

  private static HostThread thread(int tid, int process, int nice, int cpu, long start) {
    return new HostThread(
        tid,
        process,
        "x",
        ThreadState.RUNNABLE,
        SchedulingPolicy.NORMAL,
        nice,
        cpu,
        start,
        Optional.empty());
  }
}
