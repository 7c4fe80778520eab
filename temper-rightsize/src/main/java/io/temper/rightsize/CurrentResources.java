package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * The CPU that a container asks for now.
 *
 * @param request its request; {@link CpuQuantity#ZERO} without one
 * @param limit its limit; empty without one
 */
public record CurrentResources(CpuQuantity request, Optional<CpuQuantity> limit) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the request is above the limit
   */
  public CurrentResources {
    if (limit.isPresent() && request.compareTo(limit.get()) > 0) {
      throw new IllegalArgumentException(
          "a request of " + request + " is above the limit of " + limit.get());
    }
  }

  /**
   * Returns resources without a limit.
   *
   * @param request the request
   * @return the resources
   */
  public static CurrentResources requesting(CpuQuantity request) {
    return new CurrentResources(request, Optional.empty());
  }

  /**
   * Tells whether request and limit are the same, which a pod of the class Guaranteed needs.
   *
   * @return false without a limit
   */
  public boolean isGuaranteed() {
    return limit.filter(request::equals).isPresent();
  }
}
