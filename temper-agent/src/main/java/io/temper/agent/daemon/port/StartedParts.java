package io.temper.agent.daemon.port;

import io.temper.TemperException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started, to be ended in the reverse order, each whatever becomes of the others. Ending works while
 * a start hangs: it ends what is there, and what comes after is ended as soon as it is.
 */
public final class StartedParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Object ending = new Object();
  private boolean closed;

  /**
   * Adds what a step starts.
   *
   * @param step starts it, or throws and leaves nothing
   * @return what it started
   * @throws TemperException if all was ended meanwhile; then this one is, too
   */
  public <T extends AutoCloseable> T add(Supplier<T> step) {
    requireOpen();
    T part = step.get();
    if (!isKept(part)) {
      end(part);
      requireOpen();
    }
    return part;
  }

  /**
   * Starts one more.
   *
   * @param part may be closed before it is started
   * @param start starts it
   * @throws TemperException if all was ended meanwhile
   */
  public void start(AutoCloseable part, Runnable start) {
    if (!isKept(part)) {
      end(part);
      requireOpen();
    }
    start.run();
    requireOpen();
  }

  /** Ends all; a second call returns once the first has. */
  @Override
  public void close() {
    synchronized (parts) {
      closed = true;
    }
    synchronized (ending) {
      for (AutoCloseable part = last(); part != null; part = last()) {
        end(part);
      }
    }
  }

  private boolean isKept(AutoCloseable part) {
    synchronized (parts) {
      if (!closed) {
        parts.push(part);
      }
      return !closed;
    }
  }

  private void requireOpen() {
    synchronized (parts) {
      if (closed) {
        throw new TemperException("the agent was ended while it started");
      }
    }
  }

  private @Nullable AutoCloseable last() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception | Error e) {
      try {
        LOG.warn("ending a part of the agent failed", e);
      } catch (RuntimeException | Error untold) {
        // The others matter more.
      }
    }
  }
}
