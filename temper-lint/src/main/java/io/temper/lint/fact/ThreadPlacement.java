package io.temper.lint.fact;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread runs, at one moment.
 *
 * @param tid the kernel's number of the thread
 * @param processId the number of its process
 * @param name the name that it gave itself; any characters
 * @param kind what serves it
 * @param cgroup its control group
 * @param layer the layer that the scheduler has it in; null if that is not known
 * @param cpu the CPU that it runs on, or ran on last
 * @param running whether it runs, or waits for a CPU
 * @param allowed the CPUs that it may use
 */
public record ThreadPlacement(
    int tid,
    int processId,
    String name,
    Kind kind,
    CgroupPath cgroup,
    @Nullable String layer,
    int cpu,
    boolean running,
    CpuSet allowed) {

  /** What serves a thread. */
  public enum Kind {
    /** The BPF scheduler, by its layer. */
    LAYERED,
    /** The kernel, before any BPF scheduler: real time and deadlines. */
    REAL_TIME,
    /** It is one of the kernel's own, which the scheduler serves in the system layer. */
    KERNEL
  }

  /**
   * Tells whether it runs, and is held by a layer.
   *
   * @return false for real-time and kernel threads
   */
  public boolean runsInALayer() {
    return running && kind == Kind.LAYERED && layer != null;
  }

  /** Returns name and number: {@code java[123]}. */
  @Override
  public String toString() {
    return name + "[" + tid + "]";
  }
}
