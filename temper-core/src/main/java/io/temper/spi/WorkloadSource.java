package io.temper.spi;

import io.temper.workload.WorkloadSet;

/** Knows what runs on this node: an orchestrator, a file. For one thread. */
@FunctionalInterface
public interface WorkloadSource {

  /**
   * Returns what runs now: all of it, or an exception, never a part.
   *
   * @return the workloads
   * @throws io.temper.TemperException if they could not be read; the message names place and remedy
   */
  WorkloadSet workloads();
}
