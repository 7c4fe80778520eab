package io.temper.agent.demo.node;

import io.temper.TemperException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be taken back, last first; one failure does not keep the rest from being taken back. For
 * one thread.
 */
public final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Remembers to close {@code resource} and returns it. */
  public <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * Closes everything, also in a thread that was interrupted: what was to be broken off is the run. The
   * thread is interrupted again at the end.
   *
   * @throws TemperException with the first failure; the others are suppressed in it
   */
  @Override
  public void close() {
    TemperException failure = null;
    boolean interrupted = false;
    while (!open.isEmpty()) {
      // Or whatever waits for the kernel while it is closed would give up at once.
      interrupted |= Thread.interrupted();
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new TemperException("cannot clean up: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
