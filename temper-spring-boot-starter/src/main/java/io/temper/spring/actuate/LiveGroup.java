package io.temper.spring.actuate;

import io.temper.profile.DeclaredGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A group that threads of this JVM are in now, as the kernel sees them.
 *
 * @param name the name of the group, as an agent shows it
 * @param treatment how its threads matter
 * @param threads how many there are
 */
public record LiveGroup(String name, String treatment, long threads) {
  /** So much of a thread's name does the kernel keep; all that matters of it is ASCII. */
  private static final int KERNEL_NAME = 15;

  /** Returns the groups of the threads that live now, by name. */
  static List<LiveGroup> now() {
    return of(Arrays.stream(liveThreads())
        .filter(Objects::nonNull)
        .map(Thread::getName)
        .toList());
  }

  static List<LiveGroup> of(List<String> threadNames) {
    Map<String, LiveGroup> groups = new TreeMap<>();
    for (String name : threadNames) {
      String seen = name.length() > KERNEL_NAME ? name.substring(0, KERNEL_NAME) : name;
      DeclaredGroups.parse(seen)
          .map(group -> new LiveGroup(group.name(), group.treatment().label(), 1))
          .ifPresent(one -> groups.merge(one.name() + '/' + one.treatment(), one, LiveGroup::plus));
    }
    return new ArrayList<>(groups.values());
  }

  private static LiveGroup plus(LiveGroup some, LiveGroup more) {
    return new LiveGroup(some.name, some.treatment, some.threads + more.threads);
  }

  /** Cheaper than to ask for their stacks; a thread that starts meanwhile may be left out. */
  private static Thread[] liveThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup up = root; up != null; up = up.getParent()) {
      root = up;
    }
    Thread[] all = new Thread[root.activeCount() * 2 + 16];
    root.enumerate(all);
    return all;
  }
}
