package io.temper.spring;

import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
public final class Await {
  private static final int LOOKS = 50;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private Await() {}

  /** Looks on for half a second; fails if something is so in that time. */
  public static void never(String what, BooleanSupplier isSo) {
    for (int look = 0; look < LOOKS; look++) {
      if (isSo.getAsBoolean()) {
        throw new AssertionError(what);
      }
      pause();
    }
  }

  /** Waits until something is so; fails after 20 s. */
  public static void until(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited 20 s in vain: " + what);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
