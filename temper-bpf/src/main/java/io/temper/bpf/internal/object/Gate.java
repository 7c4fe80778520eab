package io.temper.bpf.internal.object;

import java.util.function.Supplier;

/**
 * Lets users into a native resource until it is closed; whoever is last out releases it. So closing
 * neither waits for a user that hangs in the kernel nor pulls memory or descriptors from under one.
 */
final class Gate {
  private final String resource;
  private final Runnable release;
  private int users;
  private boolean closed;

  Gate(String resource, Runnable release) {
    this.resource = resource;
    this.release = release;
  }

  /**
   * Runs {@code work} while the resource is certain to exist.
   *
   * @throws IllegalStateException if the resource is closed
   */
  <T> T inside(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** Like {@link #inside(Supplier)} for work without a result. */
  void inside(Runnable work) {
    enter();
    try {
      work.run();
    } finally {
      leave();
    }
  }

  /** Refuses new users, and releases the resource now or when the last user leaves. Repeatable. */
  void close() {
    if (shut()) {
      release.run();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void enter() {
    if (closed) {
      throw new IllegalStateException(resource + " is closed");
    }
    users++;
  }

  private void leave() {
    if (isLastOut()) {
      release.run();
    }
  }

  private synchronized boolean isLastOut() {
    users--;
    return closed && users == 0;
  }

  private synchronized boolean shut() {
    if (closed) {
      return false;
    }
    closed = true;
    return users == 0;
  }
}
