package io.temper.spring;

import java.util.List;

/** The threads of this JVM. */
public final class LiveThreads {
  private LiveThreads() {}

  /** Returns the names of the live threads that begin so. */
  public static List<String> startingWith(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }
}
