package io.temper.plan;

import io.temper.workload.CpuQuantity;

/**
 * How many logical CPUs a layer asks for, with a dead-band: what it has it keeps until its requests
 * fall {@value #DEAD_BAND_MILLIS} m below the boundary of a whole CPU.
 *
 * <pre>
 *   needed = ceil(R / 1000 m)                 fewer are too few: the layer grows at once
 *   atMost = ceil((R + dead-band) / 1000 m)   what it has beyond that it gives back
 *
 *   R  what the layer's workloads request, summed
 * </pre>
 *
 * @param needed CPUs for the requests
 * @param atMost CPUs that the layer may keep if it has them already; 0 if nothing is requested
 */
record CpuDemand(long needed, long atMost) {
  /**
   * A tenth of a CPU: more than a rightsizer that follows its measurements moves a request by, and
   * too little to be missed by others.
   */
  static final long DEAD_BAND_MILLIS = 100;

  static CpuDemand of(CpuQuantity requested) {
    return requested.isZero()
        ? new CpuDemand(0, 0)
        : new CpuDemand(
            requested.wholeCpus(),
            requested.plus(CpuQuantity.ofMillis(DEAD_BAND_MILLIS)).wholeCpus());
  }

  /**
   * Returns the requests at and below which a layer gives CPUs back.
   *
   * @param cpus how many it has
   * @param step how many it gives back at least
   */
  static CpuQuantity givesBackAt(int cpus, int step) {
    return CpuQuantity.ofMillis(Math.max(0, 1000L * (cpus - step) - DEAD_BAND_MILLIS));
  }
}
