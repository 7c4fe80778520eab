package io.temper.node;

import java.util.List;

/**
 * The cache domains that are close to the same memory.
 *
 * @param id the kernel's number of the node
 * @param caches its cache domains, by lowest CPU number; never empty
 * @param cpus its online logical CPUs
 */
public record NumaNode(int id, List<CacheDomain> caches, CpuSet cpus) {
  /** Copies the list. */
  public NumaNode {
    caches = List.copyOf(caches);
  }
}
