package io.temper.runtime.thread;

import java.time.Duration;

/**
 * Looks at something, in a thread of its own: when a bell rings, and now and then all the same; often
 * where no bell rings. However much it rings, it looks no more often than without one.
 */
public final class Lookout implements AutoCloseable {
  /** A bell that is broken stays so; a thread that does nothing rests longest. */
  private static final Duration BROKEN = Duration.ofHours(1);

  private final Bell bell;
  private final Repeater looks;
  private final Repeater listens;

  /**
   * How long to rest between two looks.
   *
   * @param often without a bell, and at least between two that it rings for
   * @param seldom with a bell that does not ring; {@code often} if that is longer
   */
  public record Pause(Duration often, Duration seldom) {
    Duration with(Bell bell) {
      return bell.rings() && seldom.compareTo(often) > 0 ? seldom : often;
    }
  }

  /**
   * Creates one whose threads do not run yet.
   *
   * @param name of the thread that looks
   * @param look what is done
   * @param pause between two looks
   * @param bell rings when it should look
   */
  public Lookout(String name, Runnable look, Pause pause, Bell bell) {
    this.bell = bell;
    this.looks = new Repeater(name, look, () -> pause.with(bell));
    // Its pause keeps a bell that rings all the time from making it look all the time.
    this.listens =
        new Repeater(name + "-bell", this::listen, () -> bell.rings() ? pause.often() : BROKEN);
  }

  /** Begins. */
  public void start() {
    looks.start();
    if (bell.rings()) {
      listens.start();
    }
  }

  /** Looks now, if it rests. May be called from any thread. */
  public void now() {
    looks.now();
  }

  /**
   * Tells whether it was closed.
   *
   * @return true if it looks for the last time
   */
  public boolean isClosed() {
    return looks.isClosed();
  }

  /** Looks no more. Interrupts a look, but does not wait for it. */
  @Override
  public void close() {
    listens.close();
    looks.close();
  }

  private void listen() {
    try {
      bell.await();
      looks.now();
    } catch (InterruptedException e) {
      // Closed; if not, it is waited for again.
      Thread.currentThread().interrupt();
    }
  }
}
