package io.temper.agent.demo;

import io.temper.TemperException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be taken back, last first; one failure does not keep the rest from being taken back. For
 * one thread.
 */
final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Remembers to close {@code resource} and returns it. */
  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * Closes everything.
   *
   * @throws TemperException with the first failure; the others are suppressed in it
   */
  @Override
  public void close() {
    TemperException failure = null;
    while (!open.isEmpty()) {
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
    if (failure != null) {
      throw failure;
    }
  }
}
