package io.temper.observe;

import io.temper.node.CpuSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel wrote down when its watchdog ended a scheduler: who waited, where, and what ran on
 * the CPUs meanwhile. Read from the text of the exit's message and dump, which is made for people:
 * what cannot be found there is left out.
 *
 * @param thread the thread that waited too long; empty where the watchdog itself was kept from running
 * @param running what ran on each CPU that was not idle
 */
public record StallReport(Optional<StalledThread> thread, List<RunningThread> running) {

  /**
   * A thread that waited.
   *
   * @param name the thread's name
   * @param id the kernel's number of the thread
   * @param waited for how long
   * @param cpu the CPU that it was on last; -1 if the dump does not have it
   * @param isLocal whether it waited in that CPU's local queue, which no other CPU serves
   * @param allowed the CPUs that it may use; empty if the dump does not say
   */
  public record StalledThread(
      String name, long id, Duration waited, int cpu, boolean isLocal, CpuSet allowed) {}

  /**
   * A thread that ran on a CPU when the scheduler was ended.
   *
   * @param cpu the CPU
   * @param name the thread's name
   * @param id the kernel's number of the thread
   * @param schedulingClass the kernel's name of its class, as in {@code rt_sched_class}
   */
  public record RunningThread(int cpu, String name, long id, String schedulingClass) {
    /**
     * Tells whether sched_ext threads had to wait for it to leave of its own accord.
     *
     * @return true for real-time and deadline threads
     */
    public boolean isRealTime() {
      return schedulingClass.equals("rt_sched_class") || schedulingClass.equals("dl_sched_class");
    }
  }

  /** Copies the list. */
  public StallReport {
    running = List.copyOf(running);
  }

  /**
   * Reads what the kernel wrote.
   *
   * @param exit how a scheduler ended
   * @return what is found; empty parts where the exit was no stall or the dump was cut
   */
  public static StallReport of(SchedulerExit exit) {
    return new DumpReader(exit).stall();
  }

  /**
   * Returns the CPUs that real-time or deadline threads held.
   *
   * @return their numbers; may be empty
   */
  public CpuSet realTimeCpus() {
    return CpuSet.of(running.stream()
        .filter(RunningThread::isRealTime)
        .mapToInt(RunningThread::cpu)
        .toArray());
  }

  /**
   * Tells whether the thread had no CPU but those that real-time or deadline threads held.
   *
   * @return false also where the dump does not tell
   */
  public boolean isRealTimeStarvation() {
    var held = realTimeCpus();
    return thread
        .map(waiter -> (waiter.isLocal() && held.contains(waiter.cpu()))
            || (!waiter.allowed().isEmpty() && held.containsAll(waiter.allowed())))
        .orElse(!running.isEmpty() && running.stream().allMatch(RunningThread::isRealTime));
  }
}
