package io.temper.workload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of CPU time per wall time, in thousandths of one logical CPU.
 *
 * @param millis thousandths of a logical CPU; never negative
 */
public record CpuQuantity(long millis) implements Comparable<CpuQuantity> {
  /** No CPU time at all: what a workload without a request asks for. */
  public static final CpuQuantity ZERO = new CpuQuantity(0);

  private static final long MILLIS_PER_CPU = 1000;

  /** The most CPUs that a Linux kernel can be configured for on any architecture (NR_CPUS). */
  private static final long MAX_CPUS = 8192;

  private static final Pattern MILLIS = Pattern.compile("(\\d{1,9})m");
  private static final Pattern CPUS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?");

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
   * Returns an amount that a person wrote: {@code 500m}, {@code 2} or {@code 0.5}.
   *
   * @param text thousandths with an {@code m}, or logical CPUs with at most three decimals
   * @return the amount
   * @throws IllegalArgumentException if it is written otherwise, or is more than 8192 CPUs, the most
   *     that Linux can run
   */
  public static CpuQuantity parse(String text) {
    Matcher millis = MILLIS.matcher(text);
    Matcher cpus = CPUS.matcher(text);
    if (millis.matches()) {
      return requirePossible(text, Long.parseLong(millis.group(1)));
    }
    if (!cpus.matches()) {
      throw refused(text, "it must be like 500m, or like 2 with at most three decimals");
    }
    String decimals = cpus.group(2) == null ? "" : cpus.group(2);
    return requirePossible(
        text, Long.parseLong(cpus.group(1) + (decimals + "000").substring(0, 3)));
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

  /**
   * Returns the amount as sentences name it.
   *
   * @return for example {@code 1 CPU} or {@code 1500m CPUs}
   */
  public String phrase() {
    return this + (millis == MILLIS_PER_CPU ? " CPU" : " CPUs");
  }

  /** Returns the amount as Kubernetes writes it: {@code 2} for two CPUs, {@code 1500m} for 1.5. */
  @Override
  public String toString() {
    return millis % MILLIS_PER_CPU == 0 ? Long.toString(millis / MILLIS_PER_CPU) : millis + "m";
  }

  private static CpuQuantity requirePossible(String text, long millis) {
    if (millis > MAX_CPUS * MILLIS_PER_CPU) {
      throw refused(text, "that is more than 8192 CPUs, the most that Linux can run");
    }
    return ofMillis(millis);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("not an amount of CPU: '" + text + "': " + why);
  }
}
