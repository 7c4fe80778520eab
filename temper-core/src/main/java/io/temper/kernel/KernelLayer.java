package io.temper.kernel;

import io.temper.node.CpuSet;
import io.temper.plan.Layer;

/**
 * One layer in numbers.
 *
 * @param index its place in {@link KernelConfig#layers()}, from 0
 * @param name for people and statistics; the kernel keeps its first 31 bytes
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
 * @param isStrict whether a confined layer keeps to its own CPUs even while others are idle
 * @param ceilingMillis the most that its threads may use together over all CPUs, in thousandths of a
 *     CPU: 1 to {@value #MAX_CEILING_MILLIS}; 0 for no ceiling
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
    CpuSet preferred,
    boolean isStrict,
    int ceilingMillis) {

  /** The highest rank. */
  public static final int MAX_RANK = 63;

  /** The highest ceiling: as many CPUs as can be told apart. */
  public static final int MAX_CEILING_MILLIS = 1000 * (CpuSet.MAX_ID + 1);

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
    require(kind != Kind.CONFINED || !preferred.isEmpty(), name, "it is confined to no CPU at all");
    require(!isStrict || kind == Kind.CONFINED, name, "only a confined layer can be strict");
    require(
        ceilingMillis >= 0 && ceilingMillis <= MAX_CEILING_MILLIS,
        name,
        "its ceiling must be 1 to " + MAX_CEILING_MILLIS + " thousandths of a CPU, or 0 for none: "
            + ceilingMillis);
  }

  /**
   * Describes a layer without a ceiling that, if confined, may use other CPUs while these are idle.
   *
   * @param index its place in {@link KernelConfig#layers()}, from 0
   * @param name for people and statistics; the kernel keeps its first 31 bytes
   * @param kind which CPUs it may run on
   * @param rank 0 to {@value #MAX_RANK}
   * @param weight its share beside other layers, 1 to 10000
   * @param sliceNanos how long a thread runs before the scheduler looks for another; positive
   * @param minRunNanos how long a thread runs before it may be preempted; 0 for at once
   * @param isProtected whether lower ranks keep off its preferred CPUs while others are idle
   * @param preempts whether its wake-ups take a CPU from lower ranks
   * @param preferred the CPUs that it tries first, and owns if it is confined
   */
  public KernelLayer(
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
    this(
        index,
        name,
        kind,
        rank,
        weight,
        sliceNanos,
        minRunNanos,
        isProtected,
        preempts,
        preferred,
        false,
        0);
  }

  /**
   * Returns the CPUs that only this layer may use.
   *
   * @return the fence; empty for a layer that is not confined
   */
  public CpuSet fencedCpus() {
    return kind == Kind.CONFINED ? preferred : CpuSet.empty();
  }

  /**
   * Tells whether what its threads use together is bounded.
   *
   * @return true if it has a ceiling
   */
  public boolean isCapped() {
    return ceilingMillis > 0;
  }

  /**
   * Returns the same layer at another place.
   *
   * @param value its index, from 0
   * @return a changed layer
   */
  public KernelLayer at(int value) {
    return copy(value, kind, preferred, sliceNanos, isStrict, ceilingMillis);
  }

  /**
   * Returns the same layer on other CPUs.
   *
   * @param newKind which CPUs it may run on
   * @param cpus the CPUs that it tries first, and owns if it is confined
   * @return a changed layer
   */
  public KernelLayer on(Kind newKind, CpuSet cpus) {
    boolean staysStrict = isStrict && newKind == Kind.CONFINED;
    return copy(index, newKind, cpus, sliceNanos, staysStrict, ceilingMillis);
  }

  /**
   * Returns the same layer with other slices.
   *
   * @param nanos how long a thread runs before the scheduler looks for another; positive
   * @return a changed layer
   */
  public KernelLayer withSliceNanos(long nanos) {
    return copy(index, kind, preferred, nanos, isStrict, ceilingMillis);
  }

  /**
   * Returns the same confined layer with or without the use of other CPUs.
   *
   * @param value whether it keeps to its own CPUs even while others are idle
   * @return a changed layer
   */
  public KernelLayer withStrict(boolean value) {
    return copy(index, kind, preferred, sliceNanos, value, ceilingMillis);
  }

  /**
   * Returns the same layer with another ceiling. The system layer of a configuration may have none.
   *
   * @param value thousandths of a CPU that its threads may use together, 1 to {@value
   *     #MAX_CEILING_MILLIS}; 0 for no ceiling
   * @return a changed layer
   */
  public KernelLayer withCeilingMillis(int value) {
    return copy(index, kind, preferred, sliceNanos, isStrict, value);
  }

  /**
   * Returns the same layer with another weight.
   *
   * @param value its share beside other layers, 1 to 10000
   * @return a changed layer
   */
  public KernelLayer withWeight(int value) {
    return new KernelLayer(
        index,
        name,
        kind,
        rank,
        value,
        sliceNanos,
        minRunNanos,
        isProtected,
        preempts,
        preferred,
        isStrict,
        ceilingMillis);
  }

  private KernelLayer copy(
      int newIndex, Kind newKind, CpuSet cpus, long slice, boolean strict, int ceiling) {
    return new KernelLayer(
        newIndex,
        name,
        newKind,
        rank,
        weight,
        slice,
        minRunNanos,
        isProtected,
        preempts,
        cpus,
        strict,
        ceiling);
  }

  private static void require(boolean condition, String name, String why) {
    if (!condition) {
      throw new IllegalArgumentException("layer " + name + " is described wrongly: " + why);
    }
  }
}
