package io.temper.agent.report.observe;

import io.temper.linux.CpuLimit;
import io.temper.linux.SchedulingPolicy;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of a control group, beside what an agent says of it.
 *
 * @param process the process that was asked about; null if a group was, or if the process ended meanwhile
 * @param threads how many threads are in the group and in those inside of it
 * @param limits the CPU limits of the group and of those around it, the nearest first
 * @param weight its {@code cpu.weight}; empty where the cpu controller is not handed down to it
 * @param scheduler the sched_ext scheduler that is attached to the host; empty for none
 */
public record HostFacts(
    @Nullable HostProcess process,
    int threads,
    List<CpuLimit> limits,
    OptionalInt weight,
    String scheduler) {
  /** Copies the list. */
  public HostFacts {
    limits = List.copyOf(limits);
  }

  /**
   * A process.
   *
   * @param id its number, or that of one of its threads
   * @param name the name of that thread
   * @param policy the policy of that thread
   * @param isKernelThread whether it is a thread of the kernel itself
   */
  public record HostProcess(int id, String name, SchedulingPolicy policy, boolean isKernelThread) {}
}
