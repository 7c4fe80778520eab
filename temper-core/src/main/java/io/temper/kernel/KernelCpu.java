package io.temper.kernel;

import io.temper.node.CpuSet;

/**
 * One online CPU in numbers.
 *
 * @param id the kernel's number of the CPU, 0 to {@value CpuSet#MAX_ID}
 * @param domain the index of its last-level cache, from 0
 * @param sibling another CPU of the same physical core; the CPU itself if it is alone
 */
public record KernelCpu(int id, int domain, int sibling) {
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
  }

  private static boolean isCpu(int number) {
    return number >= 0 && number <= CpuSet.MAX_ID;
  }
}
