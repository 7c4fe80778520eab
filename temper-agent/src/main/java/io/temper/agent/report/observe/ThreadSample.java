package io.temper.agent.report.observe;

import io.temper.linux.HostThread;
import io.temper.observe.ThreadStats;
import io.temper.workload.CgroupPath;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The threads of a part of a host at one moment.
 *
 * @param nanos the moment, on a clock of no particular origin
 * @param generation the configuration that the scheduler goes by; 0 if no scheduler is looked at
 * @param threads by number
 */
public record ThreadSample(long nanos, long generation, Map<Integer, Seen> threads) {
  /** Copies the map. */
  public ThreadSample {
    threads = Map.copyOf(threads);
  }

  /**
   * One thread.
   *
   * @param thread what proc tells of it
   * @param process the name of its process
   * @param cgroup its control group
   * @param layer its layer; empty if it is not known
   * @param migrations how often it changed its CPU; empty where the kernel does not count that
   * @param watched what the scheduler counted of it; empty for a thread that is not watched
   * @param group how it is told apart from the others of its workload
   */
  public record Seen(
      HostThread thread,
      String process,
      CgroupPath cgroup,
      String layer,
      OptionalLong migrations,
      Optional<ThreadStats> watched,
      GroupedThread group) {}
}
