package io.temper.agent.daemon;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes small files, one after the other, so that a disk that hangs makes nobody else wait. */
final class DiskThread implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
        var made = new Thread(task, "temper-disk");
        made.setDaemon(true);
        return made;
      });

  /** Writes soon; after {@link #close} not at all. */
  void write(Runnable file) {
    if (!thread.isShutdown()) {
      thread.execute(file);
    }
  }

  /**
   * Waits until what was to be written is written.
   *
   * @return whether it was, in that time
   */
  boolean flush(Duration atMost) {
    var done = new CountDownLatch(1);
    write(done::countDown);
    try {
      return done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes what is left, as far as the disk takes it. */
  @Override
  public void close() {
    flush(FAREWELL);
    thread.shutdownNow();
  }
}
