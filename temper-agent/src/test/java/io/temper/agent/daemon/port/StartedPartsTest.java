package io.temper.agent.daemon.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartedPartsTest {
  private final StartedParts parts = new StartedParts();
  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void close_isInTheReverseOrderAndOnePartsFailureIsNotTheNexts() {
    parts.start(part("first"), () -> events.add("+first"));
    parts.start(
        () -> {
          events.add("-second");
          throw new OutOfMemoryError("injected");
        },
        () -> events.add("+second"));
    parts.add(() -> part("third"));
    parts.close();
    parts.close();
    assertThat(events).containsExactly("+first", "+second", "-third", "-second", "-first");
  }

  @Test
  void closeWhileAStartHangs_endsWhatIsThereAndWhatComesAfter() throws Exception {
    parts.start(part("first"), () -> {});
    var hangs = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    var starting = CompletableFuture.supplyAsync(() -> parts.add(() -> {
      reached.countDown();
      try {
        hangs.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return part("late");
    }));
    reached.await();
    parts.close();
    assertThat(events).containsExactly("-first");
    hangs.countDown();
    assertThat(starting.handle((part, failure) -> failure).get())
        .rootCause()
        .isInstanceOf(TemperException.class);
    assertThat(events).containsExactly("-first", "-late");
  }

  @Test
  void afterClose_nothingIsStartedAndWhatComesIsEnded() {
    parts.close();
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> parts.start(part("never"), () -> events.add("+never")))
        .withMessageContaining("ended while it started");
    assertThat(events).containsExactly("-never");
  }

  private AutoCloseable part(String name) {
    return () -> events.add("-" + name);
  }
}
