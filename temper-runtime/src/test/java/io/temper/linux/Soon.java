package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the kernel tells in its own time. */
final class Soon {
  static final long PATIENCE_NANOS = 20_000_000_000L;

  private Soon() {}

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
