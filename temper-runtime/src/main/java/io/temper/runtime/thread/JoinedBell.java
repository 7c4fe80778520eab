package io.temper.runtime.thread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Rings when any of several bells does: each is waited for by a thread of its own. If one of them rings no
 * more, neither does this, so that whoever goes by it looks often.
 */
public final class JoinedBell implements Bell, AutoCloseable {
  /** Between two waits for a bell that returns at once because it is broken. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final List<Bell> bells;
  private final List<Repeater> listeners;
  private final Semaphore rung = new Semaphore(0);

  /**
   * Creates one that listens from now on.
   *
   * @param name of the threads
   * @param bells at least one; nobody else may wait for them
   */
  public JoinedBell(String name, List<Bell> bells) {
    this.bells = List.copyOf(bells);
    this.listeners = this.bells.stream()
        .map(bell -> new Repeater(name + "-bell", () -> listen(bell), PAUSE))
        .toList();
    listeners.forEach(Repeater::start);
  }

  private void listen(Bell bell) {
    try {
      bell.await();
      if (bell.rings()) {
        rung.release();
      }
    } catch (InterruptedException e) {
      // Closed; if not, it is waited for again.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean rings() {
    return bells.stream().allMatch(Bell::rings);
  }

  @Override
  public void await() throws InterruptedException {
    rung.acquire();
    rung.drainPermits();
  }

  /** Listens no more. */
  @Override
  public void close() {
    listeners.forEach(Repeater::close);
  }
}
