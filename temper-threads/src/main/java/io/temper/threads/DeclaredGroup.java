package io.temper.threads;

import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;

/** A group of threads, made by {@link TemperThreads#group}. Immutable, for any thread. */
public final class DeclaredGroup {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,12}");

  private final String threadName;

  DeclaredGroup(String name, Treatment treatment) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a group of threads: '" + name
          + "': it must be 1 to 12 ASCII letters, digits, dots, dashes and underscores");
    }
    threadName = "@" + treatment.letter() + ":" + name;
  }

  /**
   * Puts the current thread into the group, until the scope is closed. Scopes may be nested: the innermost
   * counts.
   *
   * @return closed by the same thread, it gives the thread its name back
   */
  public GroupScope enter() {
    return GroupScope.enter(Thread.currentThread(), threadName);
  }

  /**
   * Does some work with the current thread in the group.
   *
   * @param work what is done
   */
  public void run(Runnable work) {
    try (GroupScope scope = enter()) {
      scope.call(work);
    }
  }

  /**
   * Returns a factory whose threads are in the group for as long as they live.
   *
   * @param factory makes the threads; of what it names them, the beginning of their life is left
   * @return a factory around it
   */
  public ThreadFactory threads(ThreadFactory factory) {
    return work -> factory.newThread(() -> run(work));
  }

  /** Returns the name that threads of the group have, for example {@code @L:checkout}. */
  @Override
  public String toString() {
    return threadName;
  }
}
