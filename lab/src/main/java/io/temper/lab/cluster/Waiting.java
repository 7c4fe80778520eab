package io.temper.lab.cluster;

import io.temper.lab.LabException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what nobody tells of. */
public final class Waiting {
  /** A question by kubectl costs a CPU of the host half a second, which an emulated node does not get then. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private Waiting() {}

  /**
   * Looks again and again, every two seconds: for questions to the API server.
   *
   * @param patience how long
   * @param condition what is looked for
   * @return true as soon as it holds, false if it never did
   */
  public static boolean until(Duration patience, BooleanSupplier condition) {
    return until(patience, PAUSE, condition);
  }

  /**
   * Looks again and again.
   *
   * @param patience how long
   * @param pause between two looks
   * @param condition what is looked for
   * @return true as soon as it holds, false if it never did
   */
  public static boolean until(Duration patience, Duration pause, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(pause);
    }
    return true;
  }

  /**
   * Waits.
   *
   * @param time how long
   * @throws LabException if the thread was interrupted
   */
  public static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while the cluster was waited for", e);
    }
  }
}
