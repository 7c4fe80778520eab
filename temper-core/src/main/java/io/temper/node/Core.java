package io.temper.node;

/**
 * One physical core.
 *
 * @param cpus its online logical CPUs: more than one are SMT siblings, which slow each other down
 * @param numaNode the kernel's number of its NUMA node
 * @param socket the kernel's number of its physical package
 * @param capacity how fast it is beside the fastest core, 1 to {@link Cpu#FULL_CAPACITY}
 */
public record Core(CpuSet cpus, int numaNode, int socket, int capacity) {}
