package io.temper.node;

/**
 * One online logical CPU as the kernel describes it under {@code /sys/devices/system/cpu/cpuN}.
 *
 * @param id the kernel's number of the CPU
 * @param siblings the online CPUs of the same physical core, itself included
 * @param cacheSharers the online CPUs that share its last-level cache, itself included; all CPUs of
 *     the socket where the kernel tells of no cache
 * @param numaNode the kernel's number of the NUMA node; 0 on a machine without NUMA
 * @param socket the kernel's number of the physical package
 * @param capacity how fast it is beside the fastest CPU of the machine, 1 to {@value #FULL_CAPACITY}
 */
public record Cpu(
    int id, CpuSet siblings, CpuSet cacheSharers, int numaNode, int socket, int capacity) {
  /** The capacity of the fastest CPUs, and of all where the kernel tells no difference. */
  public static final int FULL_CAPACITY = 1024;

  /**
   * Checks the description by itself; {@link NodeTopology} compares it with those of other CPUs.
   *
   * @throws IllegalArgumentException if a number is out of range or a set lacks the CPU itself
   */
  public Cpu {
    if (id < 0 || id > CpuSet.MAX_ID) {
      throw wrong(id, "its number must be 0 to " + CpuSet.MAX_ID);
    }
    if (!siblings.contains(id)) {
      throw wrong(id, "its SMT siblings " + siblings + " lack itself");
    }
    if (!cacheSharers.contains(id)) {
      throw wrong(id, "the CPUs of its cache " + cacheSharers + " lack itself");
    }
    if (numaNode < 0) {
      throw wrong(id, "its NUMA node must not be negative: " + numaNode);
    }
    if (socket < 0) {
      throw wrong(id, "its socket must not be negative: " + socket);
    }
    if (capacity < 1 || capacity > FULL_CAPACITY) {
      throw wrong(id, "its capacity must be 1 to " + FULL_CAPACITY + ": " + capacity);
    }
  }

  /**
   * Describes a CPU of a machine whose CPUs are equally fast.
   *
   * @param id the kernel's number of the CPU
   * @param siblings the online CPUs of the same physical core, itself included
   * @param cacheSharers the online CPUs that share its last-level cache, itself included
   * @param numaNode the kernel's number of the NUMA node
   * @param socket the kernel's number of the physical package
   * @throws IllegalArgumentException if a number is out of range or a set lacks the CPU itself
   */
  public Cpu(int id, CpuSet siblings, CpuSet cacheSharers, int numaNode, int socket) {
    this(id, siblings, cacheSharers, numaNode, socket, FULL_CAPACITY);
  }

  private static IllegalArgumentException wrong(int id, String why) {
    return new IllegalArgumentException("CPU " + id + " is described wrongly: " + why);
  }
}
