package io.temper.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread rest until somebody wakes it. A call that comes while nobody rests makes the next rest
 * end at once. Takes no lock.
 */
public final class Wakeup implements Runnable {
  private volatile @Nullable Thread resting;
  private volatile boolean called;

  /** Creates one that nobody waits for. */
  public Wakeup() {}

  /** Wakes the thread that rests. May be called from any thread. */
  @Override
  public void run() {
    called = true;
    LockSupport.unpark(resting);
  }

  /** Rests for so long, or until somebody calls. For one thread. */
  void rest(Duration atMost) {
    resting = Thread.currentThread();
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); !called && left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      // Somebody's interrupt wakes as well, but must not keep it from ever resting again.
      Thread.interrupted();
    }
    called = false;
  }
}
