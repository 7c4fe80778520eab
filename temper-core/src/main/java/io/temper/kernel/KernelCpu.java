package io.temper.kernel;

import io.temper.node.CpuSet;

/**
 * One online CPU in numbers.
 *
 * @param id the kernel's number of the CPU, 0 to {@value CpuSet#MAX_ID}
 * @param domain the index of its last-level cache, from 0
 * @param sibling another CPU of the same physical core; the CPU itself if it is alone
 * @param core the lowest CPU number of its physical core
 * @param numaNode the kernel's number of its NUMA node, 0 to {@value #MAX_NUMA_NODE}
 */
public record KernelCpu(int id, int domain, int sibling, int core, int numaNode) {
  /** The highest number of a NUMA node. */
  public static final int MAX_NUMA_NODE = 65_535;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public KernelCpu {
    if (!isCpu(id) || !isCpu(sibling) || domain < 0) {
      throw new IllegalArgumentException(
          "CPU " + id + " is described wrongly: CPU numbers are 0 to "
              + CpuSet.MAX_ID + " and caches count from 0, but its sibling is " + sibling
              + " and its cache " + domain);
    }
    if (core < 0 || core > Math.min(id, sibling)) {
      throw new IllegalArgumentException(
          "CPU " + id + " is described wrongly: the lowest CPU of its core is 0 to "
              + Math.min(id, sibling) + ": " + core);
    }
    if (numaNode < 0 || numaNode > MAX_NUMA_NODE) {
      throw new IllegalArgumentException("CPU " + id
          + " is described wrongly: its NUMA node is 0 to " + MAX_NUMA_NODE + ": " + numaNode);
    }
  }

  /**
   * Describes a CPU of a machine with one NUMA node and at most two CPUs a core.
   *
   * @param id the kernel's number of the CPU
   * @param domain the index of its last-level cache
   * @param sibling the other CPU of the same physical core; the CPU itself if it is alone
   * @throws IllegalArgumentException if a number is out of range
   */
  public KernelCpu(int id, int domain, int sibling) {
    this(id, domain, sibling, Math.min(id, sibling), 0);
  }

  private static boolean isCpu(int number) {
    return number >= 0 && number <= CpuSet.MAX_ID;
  }
}
