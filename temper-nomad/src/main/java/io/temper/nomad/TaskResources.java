package io.temper.nomad;

import io.temper.workload.CpuQuantity;

/**
 * What Nomad gave a task.
 *
 * @param cpuMhz its share of the CPUs, from 0 on; of reserved cores, what they are together
 * @param reservedCores logical CPUs that are its own; 0 where it shares
 * @param memoryMb memory in MiB that is kept for it, from 0 on
 * @param memoryMaxMb memory in MiB that it may use at most; 0 where that is {@code memoryMb}
 */
public record TaskResources(long cpuMhz, int reservedCores, long memoryMb, long memoryMaxMb) {

  /**
   * Returns the CPU time that the task was promised.
   *
   * @param speed of the node
   * @return the reserved cores, or what the MHz are
   */
  public CpuQuantity request(CpuSpeed speed) {
    return reservedCores > 0 ? CpuQuantity.ofCpus(reservedCores) : speed.of(cpuMhz);
  }
}
