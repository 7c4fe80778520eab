package io.temper.agent.report.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of the groups of threads at one moment.
 *
 * @param profiled the threads of profiled workloads by number; null if no agent could be asked
 */
public record GroupedThreads(@Nullable Map<Integer, GroupedThread> profiled) {
  /** No agent could be asked. */
  public static final GroupedThreads UNKNOWN = new GroupedThreads(null);

  /** Copies the map. */
  public GroupedThreads {
    profiled = profiled == null ? null : Map.copyOf(profiled);
  }

  /** Returns the group of a thread. */
  public GroupedThread of(int tid) {
    return profiled == null
        ? GroupedThread.UNKNOWN
        : profiled.getOrDefault(tid, GroupedThread.NO_PROFILE);
  }
}
