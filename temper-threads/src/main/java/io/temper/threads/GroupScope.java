package io.temper.threads;

import org.jspecify.annotations.Nullable;

/** The time that a thread spends in a group. For the thread that entered it. */
public final class GroupScope implements AutoCloseable {
  private final Thread thread;
  private final String inside;

  /** The name before; null if nothing is to be given back. */
  private @Nullable String before;

  private GroupScope(Thread thread, String inside, @Nullable String before) {
    this.thread = thread;
    this.inside = inside;
    this.before = before;
  }

  static GroupScope enter(Thread current, String name) {
    if (VirtualThreads.isVirtual(current)) {
      return new GroupScope(current, name, null);
    }
    String before = current.getName();
    // HotSpot tells the kernel only what a thread calls itself.
    current.setName(name);
    return new GroupScope(current, name, before);
  }

  void call(Runnable work) {
    work.run();
  }

  /**
   * Gives the thread the name that it had, unless somebody has named it anew meanwhile. May be repeated.
   *
   * @throws IllegalStateException if another thread entered: only that one can leave
   */
  @Override
  public void close() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("thread " + thread.getName() + " entered the group " + inside
          + ", and thread " + Thread.currentThread().getName()
          + " cannot leave it: close the scope where"
          + " it was opened");
    }
    String old = before;
    before = null;
    if (old != null && thread.getName().equals(inside)) {
      thread.setName(old);
    }
  }
}
