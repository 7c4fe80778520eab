package io.temper.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PolledFeedTest {
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicReference<Supplier<String>> source = new AtomicReference<>(() -> "a");
  private final PolledFeed<String> feed = new PolledFeed<>(
      "pods",
      () -> source.get().get(),
      Duration.ofMillis(1),
      System::nanoTime,
      changes::incrementAndGet);

  @Test
  void unasked_knowsNothing() {
    assertThat(feed.latest().last()).isEmpty();
    assertThat(feed.latest().pending()).isTrue();
  }

  @Test
  void sameAnswer_isNoNews() {
    feed.ask();
    feed.ask();
    assertThat(feed.latest().last()).hasValue("a");
    assertThat(changes).hasValue(1);
  }

  @Test
  void failure_keepsTheLastAnswerAndSaysWhy() {
    feed.ask();
    source.set(() -> {
      throw new TemperException("gone");
    });
    feed.ask();
    assertThat(feed.latest().last()).hasValue("a");
    assertThat(feed.latest().problem()).isEqualTo("gone");
    assertThat(changes).hasValue(2);
  }

  @Test
  void fault_isSaidToBeOne() {
    source.set(() -> {
      throw new IllegalStateException("oops");
    });
    feed.ask();
    assertThat(feed.latest().problem()).contains("reading pods", "oops", "fault of Temper");
  }

  @Test
  void recovery_clearsTheProblem() {
    feed.ask();
    source.set(() -> {
      throw new TemperException("gone");
    });
    feed.ask();
    source.set(() -> "a");
    feed.ask();
    assertThat(feed.latest().problem()).isNull();
    assertThat(changes).hasValue(3);
  }

  @Test
  void hangingSource_keepsTheLastAnswerAndClosingDoesNotWaitForIt() throws InterruptedException {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    feed.ask();
    source.set(() -> {
      asked.countDown();
      while (true) {
        try {
          answer.await();
          return "late";
        } catch (InterruptedException e) {
          // Deaf on purpose.
        }
      }
    });
    feed.start();
    asked.await();
    assertThat(feed.latest().last()).hasValue("a");
    assertThat(feed.latest().pending()).isTrue();
    feed.close();
    answer.countDown();
  }
}
