package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IllegalStateException(name);
    };
  }

  @Test
  void close_goesBackwards() {
    var cleanup = new Cleanup();
    cleanup.add(() -> closed.add("first"));
    cleanup.add(() -> closed.add("second"));
    cleanup.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void close_pastFailures_closesTheRestAndTellsAll() {
    var cleanup = new Cleanup();
    cleanup.add(() -> closed.add("tree"));
    cleanup.add(failing("process"));
    cleanup.add(failing("client"));
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(cleanup::close)
        .withMessageContaining("client")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(closed).containsExactly("client", "process", "tree");
  }

  @Test
  void close_inAnInterruptedThread_waitsWhereItMustAndStaysInterrupted() {
    var cleanup = new Cleanup();
    cleanup.add(() -> waitFor("tree"));
    cleanup.add(() -> {
      waitFor("process");
      Thread.currentThread().interrupt();
    });
    Thread.currentThread().interrupt();
    cleanup.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("process", "tree");
  }

  private void waitFor(String name) throws InterruptedException {
    Thread.sleep(1);
    closed.add(name);
  }
}
