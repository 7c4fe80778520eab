package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Threads as the kernel of this machine tells them. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ThisHostThreadsTest {
  private static final String NAME = "a) S 1 2 (é€";
  private static final int SELF = Math.toIntExact(ProcessHandle.current().pid());

  private final ThreadTable table = ThreadTable.open(ThreadTable.DEFAULT_ROOT);

  @Test
  void ofProcess_thisProcess_hasANamedThreadAsOftenAsItRuns() throws InterruptedException {
    var started = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    // 15 bytes, as many as the kernel keeps; Java shortens longer names in its own way.
    Thread thread = new Thread(() -> sleep(started, end), NAME);
    thread.start();
    started.await();
    List<HostThread> threads = table.ofProcess(SELF);
    end.countDown();
    thread.join();

    assertThat(threads).filteredOn(it -> it.name().equals(NAME)).hasSize(1);
    assertThat(threads).extracting(HostThread::processId).containsOnly(SELF);
    assertThat(threads).filteredOn(it -> it.tid() == SELF).hasSize(1);
  }

  private static void sleep(CountDownLatch started, CountDownLatch end) {
    started.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void ofProcess_whileThreadsComeAndGo_isNoError() throws Exception {
    var done = new AtomicBoolean();
    var churn = CompletableFuture.runAsync(() -> {
      while (!done.get()) {
        new Thread(() -> {}).start();
      }
    });
    try {
      for (int i = 0; i < 200; i++) {
        assertThat(table.ofProcess(SELF)).isNotEmpty();
      }
    } finally {
      done.set(true);
      churn.get();
    }
  }

  @Test
  void ofProcess_readTwice_timesOnlyGrow() {
    List<HostThread> before = table.ofProcess(SELF);
    List<HostThread> after = table.ofProcess(SELF);

    for (HostThread earlier : before) {
      assertThat(after).filteredOn(earlier::isSameThreadAs).allSatisfy(later -> assertThat(
              runNanos(later))
          .isGreaterThanOrEqualTo(runNanos(earlier)));
    }
  }

  private static long runNanos(HostThread thread) {
    return thread.times().map(ThreadTimes::runNanos).orElse(0L);
  }

  @Test
  void ofProcess_oneThatHasEnded_isEmpty() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(table.ofProcess(Math.toIntExact(process.pid()))).isEmpty();
    assertThat(table.cgroupOf(Math.toIntExact(process.pid()))).isEmpty();
  }

  @Test
  void cgroupOf_thisProcess_isReadOrThereIsNoVersion2() throws Exception {
    boolean version2 = Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
        .anyMatch(line -> line.startsWith("0::"));

    assertThat(table.cgroupOf(SELF).isPresent()).isEqualTo(version2);
  }
}
