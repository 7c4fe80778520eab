package io.temper.plan;

import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The workloads that the scheduler treats alike, or some of their threads.
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
 * @param treatment which threads of its members it is for: {@link ThreadTreatment#NORMAL} for all that no
 *     other layer of the role is for
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
    @Nullable CpuQuantity ceiling,
    ThreadTreatment treatment) {
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
   * Describes a layer of whole workloads.
   *
   * @param name unique within the plan
   * @param role what the layer is for
   * @param kind which CPUs it may run on
   * @param weight its share of a CPU beside other layers that want it too
   * @param slice how long a thread runs before the scheduler looks for another
   * @param isProtected whether lower ranks keep off its preferred CPUs while others are idle
   * @param preempts whether its wake-ups take a CPU from lower ranks
   * @param requested what its members request, summed
   * @param ceiling the most CPU time that its members may use together; null for no ceiling
   * @throws IllegalArgumentException if one is out of range, or if the system layer has a ceiling
   */
  public Layer(
      String name,
      LayerRole role,
      LayerKind kind,
      int weight,
      Duration slice,
      boolean isProtected,
      boolean preempts,
      CpuQuantity requested,
      @Nullable CpuQuantity ceiling) {
    this(
        name,
        role,
        kind,
        weight,
        slice,
        isProtected,
        preempts,
        requested,
        ceiling,
        ThreadTreatment.NORMAL);
  }

  /**
   * Returns who may preempt whom: {@link LayerRole#rank()}, but one less for threads that yield, so that
   * the others of their tier may preempt them. Those that yield and preempt nobody rank no higher than the
   * default layer.
   *
   * @return 0 to 6, more is stronger
   */
  public int rank() {
    if (treatment != ThreadTreatment.YIELD) {
      return role.rank();
    }
    return preempts ? role.rank() - 1 : Math.min(role.rank() - 1, LayerRole.DEFAULT.rank());
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
