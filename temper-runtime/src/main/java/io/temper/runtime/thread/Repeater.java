package io.temper.runtime.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same work again and again, in a thread of its own, with a pause after each time. Whatever the
 * work throws, errors included, it is done again after the same pause. The thread is a daemon.
 */
public final class Repeater implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);

  private final Runnable work;
  private final Supplier<Duration> pause;
  private final Thread thread;
  private boolean failing;
  private volatile boolean called;
  private volatile boolean closed;

  /**
   * Creates one whose thread does not run yet.
   *
   * @param name of the thread
   * @param work what is done
   * @param pause between the end of one time and the beginning of the next
   */
  public Repeater(String name, Runnable work, Duration pause) {
    this(name, work, () -> pause);
  }

  /**
   * Creates one whose thread does not run yet.
   *
   * @param name of the thread
   * @param work what is done
   * @param pause how long to rest, asked by the thread after each time; does not throw
   */
  public Repeater(String name, Runnable work, Supplier<Duration> pause) {
    this.work = work;
    this.pause = pause;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Ends the pause, if it rests. May be called from any thread. */
  public void now() {
    called = true;
    LockSupport.unpark(thread);
  }

  /**
   * Tells whether it was closed.
   *
   * @return true if what is being done is done for the last time
   */
  public boolean isClosed() {
    return closed;
  }

  /** Does it no more. Interrupts what is being done, but does not wait for it. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      doOnce();
      rest();
    }
  }

  /** Somebody's interrupt, or one that the work left behind, neither ends the pause nor outlasts it. */
  private void rest() {
    long left = pause.get().toNanos();
    long end = System.nanoTime() + left;
    while (!called && !closed && left > 0) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted();
      left = end - System.nanoTime();
    }
    called = false;
  }

  private void doOnce() {
    try {
      work.run();
      failing = false;
    } catch (RuntimeException | Error e) {
      tell(e);
    }
  }

  /** The first of several failures in a row, or the first of them that can be told. */
  private void tell(Throwable failure) {
    failing = failing
        || Telling.quietly(() -> LOG.warn("{} failed, and goes on", thread.getName(), failure));
  }
}
