package io.temper.agent.demo.node;

import io.temper.TemperException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the kernel does in its own time. */
public final class Await {
  private static final long STEP_MILLIS = 10;

  private Await() {}

  /**
   * Returns as soon as {@code condition} holds.
   *
   * @throws TemperException with {@code complaint} if it does not hold in time, or if the thread is
   *     interrupted
   */
  public static void until(
      Duration patience, BooleanSupplier condition, Supplier<String> complaint) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new TemperException(complaint.get());
      }
      pause(Duration.ofMillis(STEP_MILLIS));
    }
  }

  /**
   * Sleeps. An interrupt becomes an exception and is not set again: closing what is open needs to
   * wait as well, and would fail at once.
   */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new TemperException("interrupted", e);
    }
  }
}
