package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiskThreadTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final DiskThread disk = new DiskThread();
  private final List<String> written = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    disk.close();
  }

  @Test
  void diskThatHangs_keepsOnlyTheNewestOfEachFile() throws InterruptedException {
    var hangs = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    disk.start();
    disk.write("a", () -> {
      reached.countDown();
      awaitUninterruptibly(hangs);
    });
    reached.await();
    for (int i = 0; i < 10_000; i++) {
      String text = "a" + i;
      disk.write("a", () -> written.add(text));
    }
    disk.write("b", () -> written.add("b"));
    assertThat(disk.flush(Duration.ofMillis(1))).isFalse();
    hangs.countDown();
    assertThat(disk.flush(LONG)).isTrue();
    assertThat(written).containsExactly("a9999", "b");
  }

  @Test
  void writeThatEndsByAnError_endsNotTheThread() {
    disk.start();
    disk.write("a", () -> {
      throw new OutOfMemoryError("injected");
    });
    disk.write("b", () -> written.add("b"));
    assertThat(disk.flush(LONG)).isTrue();
    assertThat(written).containsExactly("b");
  }

  @Test
  void closed_writesNothingMore() {
    disk.start();
    disk.write("a", () -> written.add("a"));
    disk.close();
    disk.write("b", () -> written.add("b"));
    assertThat(written).containsExactly("a");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        latch.await();
        done = true;
      } catch (InterruptedException e) {
        // A disk that hangs hears no interrupt either.
      }
    }
  }
}
