package io.temper.kernel;

import io.temper.node.CpuSet;

/**
 * One layer in numbers.
 *
 * @param index its place in {@link KernelConfig#layers()}
 * @param name for people and statistics; the kernel does not see it
 * @param kind which CPUs it may run on
 * @param rank a higher rank may preempt a lower one, never its own
 * @param weight its share beside other layers, 1 to 10000
 * @param sliceNanos how long a thread runs before the scheduler looks for another, in nanoseconds
 * @param minRunNanos how long a thread of this layer runs before it may be preempted, in nanoseconds;
 *     0 for at once
 * @param isProtected whether lower ranks keep off its preferred CPUs while others are idle
 * @param preempts whether its wake-ups take a CPU from lower ranks
 * @param preferred the CPUs that it tries first, and owns if it is confined; empty for no preference
 */
public record KernelLayer(
    int index,
    String name,
    Kind kind,
    int rank,
    int weight,
    long sliceNanos,
    long minRunNanos,
    boolean isProtected,
    boolean preempts,
    CpuSet preferred) {

  /** Which CPUs a layer may run on. */
  public enum Kind {
    /** Whatever is idle outside of fences. */
    OPEN,
    /** Preferred CPUs first, then whatever is idle outside of fences. */
    GROUPED,
    /** Its own CPUs, which nothing else uses. */
    CONFINED
  }
}
