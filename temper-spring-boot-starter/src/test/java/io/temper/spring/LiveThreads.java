package io.temper.spring;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads of this JVM. */
public final class LiveThreads {
  private LiveThreads() {}

  /** Returns the names of the live threads that begin so. */
  public static List<String> startingWith(String prefix) {
    return named(prefix).stream().map(Thread::getName).sorted().toList();
  }

  /** Returns the live threads whose names begin so. */
  public static Set<Thread> named(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith(prefix))
        .collect(Collectors.toSet());
  }
}
