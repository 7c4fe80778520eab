package io.temper.node;

import java.util.List;

/**
 * The cores that share a last-level cache (LLC), a NUMA node and a socket: threads that move within
 * it keep what they have cached. A cache that spans NUMA nodes counts as one domain per node, as in
 * the kernel's own scheduling domains.
 *
 * @param index 0 and up, by lowest CPU number
 * @param cores its cores, by lowest CPU number; never empty
 * @param cpus the online logical CPUs of its cores
 * @param numaNode the kernel's number of its NUMA node
 * @param socket the kernel's number of its physical package
 */
public record CacheDomain(int index, List<Core> cores, CpuSet cpus, int numaNode, int socket) {
  /** Copies the list. */
  public CacheDomain {
    cores = List.copyOf(cores);
  }
}
