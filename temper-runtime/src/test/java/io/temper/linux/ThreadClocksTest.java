package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.linux.ThreadClocks.ThreadClock;
import io.temper.rightsize.usage.UsageReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadClocksTest {
  @TempDir
  Path proc;

  private FakeFiles files;
  private long nanos;
  private ThreadClocks clocks;

  @BeforeEach
  void prepare() {
    files = new FakeFiles(proc);
    clocks = new ThreadClocks(proc, () -> nanos);
  }

  private void thread(int tid, String state, String schedstat) {
    files
        .write(
            tid + "/task/" + tid + "/stat",
            tid + " (w) " + state + " 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 2 0 4" + tid
                + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0")
        .write(tid + "/task/" + tid + "/schedstat", schedstat);
  }

  private ThreadClock read(int tid) {
    return clocks.read(tid).orElseThrow();
  }

  @Test
  void read_again_isWhatTheOpenFileTellsThen() {
    thread(7, "S", "10 20 1");
    assertThat(read(7).times()).contains(new ThreadTimes(10, 20, 1));
    assertThat(UsageReading.tid(read(7).key())).isEqualTo(7);
    long key = read(7).key();
    thread(7, "R", "30 20 2");
    assertThat(read(7))
        .isEqualTo(new ThreadClock(key, Optional.of(new ThreadTimes(30, 20, 2)), true));
    thread(7, "S", "30 20 2");
    assertThat(read(7).runnable()).isFalse();
  }

  /** That is what makes a look at many threads cheap. */
  @Test
  void read_threadThatSlept_isNotAskedForItsState() {
    thread(7, "S", "10 20 1");
    read(7);
    thread(7, "R", "10 20 1");
    assertThat(read(7).runnable()).isFalse();
  }

  @Test
  void read_kernelThatCountsNothing_asksForTheStateEachTime() {
    thread(7, "S", "0 0 0");
    assertThat(read(7).runnable()).isFalse();
    thread(7, "R", "0 0 0");
    assertThat(read(7).runnable()).isTrue();
  }

  @Test
  void read_kernelWithoutTheTimes_knowsTheStateAlone() throws IOException {
    thread(7, "R", "1 1 1");
    Files.delete(proc.resolve("7/task/7/schedstat"));
    assertThat(read(7)).satisfies(clock -> {
      assertThat(clock.times()).isEmpty();
      assertThat(clock.runnable()).isTrue();
    });
  }

  @Test
  void read_moreThreadsThanMayStayOpen_tellsAllAndMakesRoomForThoseThatAreAskedFor() {
    for (int tid = 1; tid <= ThreadClocks.MOST_OPEN + 10; tid++) {
      thread(tid, "S", tid + " 0 1");
      assertThat(read(tid).times()).contains(new ThreadTimes(tid, 0, 1));
    }
    assertThat(clocks.openFiles()).isEqualTo(ThreadClocks.MOST_OPEN);
    nanos += Duration.ofMinutes(3).toNanos();
    read(1);
    read(ThreadClocks.MOST_OPEN + 1);
    assertThat(clocks.openFiles()).isEqualTo(2);
  }

  /** An interrupt closes the file that is being read. */
  @Test
  void read_afterAnInterrupt_opensTheFileAnew() {
    thread(7, "S", "10 20 1");
    read(7);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(HostReadException.class).isThrownBy(() -> clocks.read(7));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(clocks.openFiles()).isZero();
    thread(7, "S", "30 20 2");
    assertThat(read(7).times()).contains(new ThreadTimes(30, 20, 2));
  }

  @Test
  void close_keepsNoFileOpen() {
    thread(7, "S", "10 20 1");
    read(7);
    assertThat(clocks.openFiles()).isOne();
    clocks.close();
    assertThat(clocks.openFiles()).isZero();
  }

  @Test
  void read_realThread_isThereUntilItEnds() throws Exception {
    var real = new ThreadClocks(ThreadTable.DEFAULT_ROOT, System::nanoTime);
    Process process = new ProcessBuilder("sleep", "1000").start();
    int tid = Math.toIntExact(process.pid());
    try {
      long key = real.read(tid).orElseThrow().key();
      assertThat(real.read(tid).orElseThrow().key()).isEqualTo(key);
      assertThat(UsageReading.tid(key)).isEqualTo(tid);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(real.read(tid)).isEmpty();
    assertThat(real.openFiles()).isZero();
  }
}
