package io.temper.kernel;

import io.temper.node.CpuSet;
import io.temper.plan.Layer;

/**
 * One layer in numbers.
 *
 * @param index its place in {@link KernelConfig#layers()}, from 0
 * @param name for people and statistics; the kernel does not see it
 * @param kind which CPUs it may run on
 * @param rank 0 to {@value #MAX_RANK}; a higher rank may preempt a lower one, never its own
 * @param weight its share beside other layers, 1 to 10000
 * @param sliceNanos how long a thread runs before the scheduler looks for another, in nanoseconds;
 *     positive
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

  /** The highest rank. */
  public static final int MAX_RANK = 63;

  /** Which CPUs a layer may run on. */
  public enum Kind {
    /** Whatever is idle outside of fences. */
    OPEN,
    /** Preferred CPUs first, then whatever is idle outside of fences. */
    GROUPED,
    /** Its own CPUs, which nothing else uses. */
    CONFINED
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public KernelLayer {
    require(index >= 0, name, "its index must not be negative: " + index);
    require(rank >= 0 && rank <= MAX_RANK, name, "its rank must be 0 to " + MAX_RANK + ": " + rank);
    require(
        weight >= 1 && weight <= Layer.MAX_WEIGHT,
        name,
        "its weight must be 1 to " + Layer.MAX_WEIGHT + ": " + weight);
    require(sliceNanos > 0, name, "its slice must be positive: " + sliceNanos + " ns");
    require(
        minRunNanos >= 0, name, "its least run time must not be negative: " + minRunNanos + " ns");
  }

  private static void require(boolean condition, String name, String why) {
    if (!condition) {
      throw new IllegalArgumentException("layer " + name + " is described wrongly: " + why);
    }
  }
}
