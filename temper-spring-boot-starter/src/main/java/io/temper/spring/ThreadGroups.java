package io.temper.spring;

import io.temper.threads.DeclaredGroup;
import io.temper.threads.TemperThreads;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;

/**
 * The groups of {@code temper.threads.groups}, for code that has threads of its own. Where the starter is
 * not active, all of it does nothing. Thread-safe.
 *
 * <pre>{@code
 * ExecutorService pool =
 *     Executors.newFixedThreadPool(4, groups.threads("reports", Executors.defaultThreadFactory()));
 * groups.run("reports", () -> writeReport());
 * }</pre>
 */
public final class ThreadGroups {
  private final Map<String, DeclaredGroup> groups = new LinkedHashMap<>();
  private final boolean active;

  /**
   * Creates the groups that are configured.
   *
   * @param properties the groups
   * @param active whether threads are put into them
   */
  public ThreadGroups(TemperProperties.Threads properties, boolean active) {
    properties
        .groups()
        .forEach((name, group) -> groups.put(name, TemperThreads.group(name, group.treatment())));
    this.active = active;
  }

  /**
   * Returns a factory whose threads are in a group for as long as they live.
   *
   * @param group the name of the group
   * @param factory makes the threads
   * @return a factory around it; itself where the starter is not active
   * @throws IllegalArgumentException if no such group is configured
   */
  public ThreadFactory threads(String group, ThreadFactory factory) {
    DeclaredGroup declared = require(group);
    return active ? declared.threads(factory) : factory;
  }

  /**
   * Does some work with the current thread in a group. It is worth its while for work of seconds.
   *
   * @param group the name of the group
   * @param work what is done
   * @throws IllegalArgumentException if no such group is configured
   */
  public void run(String group, Runnable work) {
    DeclaredGroup declared = require(group);
    if (active) {
      declared.run(work);
    } else {
      work.run();
    }
  }

  private DeclaredGroup require(String name) {
    DeclaredGroup group = groups.get(name);
    if (group == null) {
      throw new IllegalArgumentException("there is no group of threads '" + name
          + "': configure temper.threads.groups." + name + ".treatment, or use one of "
          + new TreeSet<>(groups.keySet()));
    }
    return group;
  }
}
