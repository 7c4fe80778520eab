package io.temper.linux;

import java.util.Optional;

/**
 * A thread of a host at a moment.
 *
 * @param tid the kernel's number of the thread; used again once it has ended
 * @param processId the number of its process, that of the first thread
 * @param name the name it gave itself or has from its program, of any characters; one that is no UTF-8
 *     is a replacement character. As a rule cut after 15 bytes
 * @param state what it is doing
 * @param policy its scheduling policy
 * @param nice its nice value, -20 to 19; without effect for real-time policies
 * @param lastCpu the CPU it runs on, or ran on last
 * @param startTicks when it was started, in clock ticks since the host was; there are 100 of them in a
 *     second on the architectures that have sched_ext
 * @param times how long it ran and waited; empty, or all 0, where the kernel is built without this
 */
public record HostThread(
    int tid,
    int processId,
    String name,
    ThreadState state,
    SchedulingPolicy policy,
    int nice,
    int lastCpu,
    long startTicks,
    Optional<ThreadTimes> times) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public HostThread {
    if (tid < 1 || processId < 1) {
      throw new IllegalArgumentException(
          "threads and processes count from 1: " + tid + " of " + processId);
    }
    if (nice < -20 || nice > 19) {
      throw new IllegalArgumentException("a nice value is -20 to 19: " + nice);
    }
    if (lastCpu < 0 || startTicks < 0) {
      throw new IllegalArgumentException("CPU and start of a thread are never negative: " + lastCpu
          + ", " + startTicks + " ticks");
    }
  }

  /**
   * Tells whether another picture shows this thread, rather than one that got its number later.
   *
   * @param other a thread of the same host, since the same start of it
   * @return true if number and start are the same
   */
  public boolean isSameThreadAs(HostThread other) {
    return tid == other.tid && startTicks == other.startTicks;
  }
}
