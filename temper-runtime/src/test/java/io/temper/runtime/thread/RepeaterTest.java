package io.temper.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepeaterTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration EVER = Duration.ofDays(1);

  @Test
  void workThatThrowsAnyError_isDoneAgain() throws InterruptedException {
    BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(4);
    failures.add(new OutOfMemoryError("injected"));
    failures.add(new StackOverflowError());
    failures.add(new NoClassDefFoundError("injected"));
    failures.add(new IllegalStateException("injected"));
    var survived = new CountDownLatch(1);
    try (var repeater = new Repeater("test", () -> failNext(failures, survived), SHORT)) {
      repeater.start();
      survived.await();
    }
  }

  private static void failNext(BlockingQueue<Throwable> failures, CountDownLatch survived) {
    Throwable next = failures.poll();
    if (next instanceof Error error) {
      throw error;
    }
    if (next instanceof RuntimeException exception) {
      throw exception;
    }
    survived.countDown();
  }

  @Test
  void workThatLeavesItsThreadInterrupted_isStillPausedAfter() throws InterruptedException {
    var times = new AtomicInteger();
    BlockingQueue<Integer> done = new ArrayBlockingQueue<>(16);
    try (var repeater = new Repeater(
        "test",
        () -> {
          Thread.currentThread().interrupt();
          done.add(times.incrementAndGet());
        },
        EVER)) {
      repeater.start();
      assertThat(done.take()).isEqualTo(1);
      repeater.now();
      assertThat(done.take()).isEqualTo(2);
      repeater.now();
      assertThat(done.take()).isEqualTo(3);
      assertThat(done).as("done without being asked to").isEmpty();
    }
  }

  @Test
  void close_endsAPause() throws InterruptedException {
    var began = new CountDownLatch(1);
    var threads = new ArrayBlockingQueue<Thread>(1);
    var repeater = new Repeater(
        "test",
        () -> {
          threads.offer(Thread.currentThread());
          began.countDown();
        },
        EVER);
    repeater.start();
    began.await();
    repeater.close();
    threads.take().join();
    assertThat(repeater.isClosed()).isTrue();
  }
}
