package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControllerThreadTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final FakeNode node = new FakeNode(new ControllerOptions(
      ControllerOptions.Mode.ENFORCE,
      ControllerOptions.STANDARD.timing(),
      ControllerOptions.STANDARD.restarts(),
      LONG));
  private final Wakeup wakeup = new Wakeup();
  private final BlockingQueue<String> states = new ArrayBlockingQueue<>(16);
  private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(4);
  private final ControllerThread loop = new ControllerThread(
      node.controller(),
      wakeup,
      (before, after) -> states.add(after.state().label()),
      failures::add);

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void wake_beginsTheNextCycleAtOnce() throws InterruptedException {
    loop.start();
    assertThat(next()).isEqualTo("idle");
    node.ready(inTier("web", Tier.HIGH, 1000));
    wakeup.run();
    assertThat(next()).isEqualTo("enforcing");
  }

  @Test
  void close_returnsTheNodeToItsStockScheduler() throws InterruptedException {
    node.ready(inTier("web", Tier.HIGH, 1000));
    loop.start();
    next();
    assertThat(next()).isEqualTo("enforcing");
    loop.close();
    assertThat(node.isOnStockScheduler()).isTrue();
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void listenerThatFails_keepsNothingFromBeingEnforced(Throwable failure)
      throws InterruptedException {
    node.ready(inTier("web", Tier.HIGH, 1000));
    var bad = new ControllerThread(
        node.controller(),
        wakeup,
        (before, after) -> {
          states.add(after.state().label());
          Undeclared.raise(failure);
        },
        failures::add);
    bad.start();
    assertThat(next()).isEqualTo("idle");
    assertThat(next()).isEqualTo("enforcing");
    assertThat(node.isOnStockScheduler()).isFalse();
    bad.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void loopThatFails_isReported() throws InterruptedException {
    node.objections.breaks();
    loop.start();
    assertThat(failures.poll(LONG.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class);
  }

  static List<Throwable> listenerThatFails_keepsNothingFromBeingEnforced() {
    return List.of(
        new NoClassDefFoundError("org/example/Gone"), new IOException("of a listener in Kotlin"));
  }

  @Test
  void loopThatFailsByACheckedException_isReported() throws InterruptedException {
    var failure = new IOException("of an adapter in Kotlin");
    node.objections.breaksBy(failure);
    loop.start();
    assertThat(failures.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isSameAs(failure);
  }

  private String next() throws InterruptedException {
    String state = states.poll(LONG.toSeconds() / 2, TimeUnit.SECONDS);
    assertThat(state).as("a state within half of the loop's rest").isNotNull();
    return state;
  }
}
