package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * What a HotSpot JVM in a container sizes itself by.
 *
 * @param nodeCpus logical CPUs of the node, at least 1
 * @param memoryBytes the container's memory limit, or the node's memory without one; above 0
 * @param countsRequests whether it takes the CPU request for a number of processors, as releases before
 *     19 did (before 17.0.5 and 11.0.17 of those lines, JDK-8281181) and {@code
 *     -XX:+UseContainerCpuShares} still asks for
 */
public record JvmFacts(int nodeCpus, long memoryBytes, boolean countsRequests) {
  private static final CpuQuantity DEFAULT_SHARES = CpuQuantity.ofCpus(1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public JvmFacts {
    if (nodeCpus < 1 || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "CPUs and memory are above 0: " + nodeCpus + ", " + memoryBytes);
    }
  }

  /**
   * Returns the facts of a release of today, which goes by the CPU limit and not by the request.
   *
   * @param nodeCpus logical CPUs of the node
   * @param memoryBytes the container's memory limit, or the node's memory without one
   * @return the facts
   * @throws IllegalArgumentException if one is not above 0
   */
  public static JvmFacts current(int nodeCpus, long memoryBytes) {
    return new JvmFacts(nodeCpus, memoryBytes, false);
  }

  /**
   * Returns how the JVM sizes itself with given resources.
   *
   * @param resources request and limit
   * @return its sizes
   */
  public JvmErgonomics with(CurrentResources resources) {
    return JvmErgonomics.of(processors(resources), memoryBytes);
  }

  /** The limit comes first where both count; one CPU of request looks like no request at all. */
  private int processors(CurrentResources resources) {
    Optional<CpuQuantity> bound = resources.limit();
    if (bound.isEmpty() && countsRequests && !resources.request().equals(DEFAULT_SHARES)) {
      bound = Optional.of(resources.request());
    }
    long cpus = bound.map(CpuQuantity::wholeCpus).orElse((long) nodeCpus);
    return (int) Math.max(1, Math.min(cpus, nodeCpus));
  }
}
