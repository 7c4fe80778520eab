package io.temper.agent.daemon.disk;

import io.temper.runtime.thread.Telling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes small files, one after the other, so that a disk that hangs makes nobody else wait. Of what waits
 * to be written into the same file only the newest is kept, so it never grows.
 */
public final class DiskThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskThread.class);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Runnable> waiting = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "temper-disk");
  private boolean writing;
  private boolean closed;

  public DiskThread() {
    thread.setDaemon(true);
  }

  /** Begins to write. */
  public void start() {
    thread.start();
  }

  /**
   * Writes soon; after {@link #close} not at all.
   *
   * @param file which file it is: replaces what still waits to be written there
   * @param write writes it
   */
  public void write(String file, Runnable write) {
    lock.lock();
    try {
      if (!closed) {
        waiting.put(file, write);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until what was to be written is written.
   *
   * @return whether it was, in that time
   */
  public boolean flush(Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (left > 0 && thread.isAlive() && (writing || !waiting.isEmpty())) {
        left = changed.awaitNanos(left);
      }
      return !writing && waiting.isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is left, as far as the disk takes it. */
  @Override
  public void close() {
    flush(FAREWELL);
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        Runnable next = next();
        goesOn = next != null;
        if (next != null) {
          next.run();
        }
      } catch (RuntimeException | Error e) {
        Telling.quietly(() -> LOG.warn("a file of the agent cannot be written", e));
      }
    }
  }

  /** Returns what to write next, and notes that what was before is written; null once closed. */
  private @Nullable Runnable next() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      String first = waiting.keySet().iterator().next();
      writing = true;
      return waiting.remove(first);
    } finally {
      lock.unlock();
    }
  }
}
