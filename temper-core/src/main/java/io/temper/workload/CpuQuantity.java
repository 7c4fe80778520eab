package io.temper.workload;

/**
 * An amount of CPU time per wall time, in thousandths of one logical CPU.
 *
 * @param millis thousandths of a logical CPU; never negative
 */
public record CpuQuantity(long millis) implements Comparable<CpuQuantity> {
  /** No CPU time at all: what a workload without a request asks for. */
  public static final CpuQuantity ZERO = new CpuQuantity(0);

  private static final long MILLIS_PER_CPU = 1000;

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if {@code millis} is negative
   */
  public CpuQuantity {
    if (millis < 0) {
      throw new IllegalArgumentException("a CPU quantity must not be negative: " + millis + "m");
    }
  }

  /**
   * Returns an amount given in thousandths of a logical CPU.
   *
   * @param millis thousandths of a logical CPU; never negative
   * @return the amount
   * @throws IllegalArgumentException if {@code millis} is negative
   */
  public static CpuQuantity ofMillis(long millis) {
    return millis == 0 ? ZERO : new CpuQuantity(millis);
  }

  /**
   * Returns an amount given in whole logical CPUs.
   *
   * @param cpus logical CPUs; never negative
   * @return the amount
   * @throws IllegalArgumentException if {@code cpus} is negative
   */
  public static CpuQuantity ofCpus(int cpus) {
    return ofMillis(cpus * MILLIS_PER_CPU);
  }

  /**
   * Returns the sum of both amounts. A sum beyond the range of {@code long} stays at its end: no
   * node has that many CPUs, so "more than the node" is all that a reader can conclude either way.
   *
   * @param other the amount to add
   * @return the sum
   */
  public CpuQuantity plus(CpuQuantity other) {
    long sum = millis + other.millis;
    return ofMillis(sum < 0 ? Long.MAX_VALUE : sum);
  }

  /**
   * Returns the number of whole logical CPUs needed to hold this amount, rounded up.
   *
   * @return logical CPUs, 0 for no amount
   */
  public long wholeCpus() {
    return -Math.floorDiv(-millis, MILLIS_PER_CPU);
  }

  /**
   * Tells whether this is no CPU time at all.
   *
   * @return true for 0
   */
  public boolean isZero() {
    return millis == 0;
  }

  @Override
  public int compareTo(CpuQuantity other) {
    return Long.compare(millis, other.millis);
  }

  /** Returns the amount as Kubernetes writes it: {@code 2} for two CPUs, {@code 1500m} for 1.5. */
  @Override
  public String toString() {
    return millis % MILLIS_PER_CPU == 0 ? Long.toString(millis / MILLIS_PER_CPU) : millis + "m";
  }
}
