package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The workloads that the scheduler treats alike.
 *
 * @param name unique within the plan; not blank
 * @param role what the layer is for
 * @param kind which CPUs it may run on
 * @param weight its share of a CPU beside other layers that want it too, 1 to {@value #MAX_WEIGHT}
 * @param slice how long a thread runs before the scheduler looks for another; positive
 * @param isProtected whether lower ranks keep off its preferred CPUs while others are idle
 * @param preempts whether its wake-ups take a CPU from lower ranks
 * @param requested what its members request, summed
 * @param ceiling the most CPU time that its members may use together, never zero; null for no ceiling,
 *     as always in the system layer
 */
public record Layer(
    String name,
    LayerRole role,
    LayerKind kind,
    int weight,
    Duration slice,
    boolean isProtected,
    boolean preempts,
    CpuQuantity requested,
    @Nullable CpuQuantity ceiling) {
  /** The highest weight of a layer. */
  public static final int MAX_WEIGHT = 10_000;

  /**
   * Checks name, weight, slice and ceiling.
   *
   * @throws IllegalArgumentException if one is out of range, or if the system layer has a ceiling
   */
  public Layer {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a layer needs a name");
    }
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "the weight of layer " + name + " must be 1 to " + MAX_WEIGHT + ": " + weight);
    }
    if (slice.isNegative() || slice.isZero()) {
      throw new IllegalArgumentException(
          "the slice of layer " + name + " must be positive: " + slice);
    }
    if (ceiling != null && (ceiling.isZero() || role == LayerRole.SYSTEM)) {
      throw new IllegalArgumentException("layer " + name + " cannot have the ceiling " + ceiling
          + ": it must be at least 1m, and the system layer has none");
    }
  }

  /**
   * Returns who may preempt whom: see {@link LayerRole#rank()}.
   *
   * @return 1 to 6, more is stronger
   */
  public int rank() {
    return role.rank();
  }

  /**
   * Returns the CPUs of the layer: its fence, or else those that it prefers.
   *
   * @return the CPUs; empty if it likes all alike
   */
  public CpuSet cpus() {
    return kind.preferredCpus();
  }
}
