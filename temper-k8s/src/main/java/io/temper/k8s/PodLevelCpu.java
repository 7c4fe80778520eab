package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * The CPU that a pod as a whole asks for, in place of what its containers ask for: {@code
 * spec.resources}.
 *
 * @param request the request in force; at most the limit
 * @param limit the limit in force; empty without one
 * @param requested whether a request is written at pod level; without one it is that of its containers, or
 *     else the limit
 */
public record PodLevelCpu(CpuQuantity request, Optional<CpuQuantity> limit, boolean requested) {
  /** Bounds the request: containers in a file may ask for more than their pod may have, which no API server takes. */
  public PodLevelCpu {
    CpuQuantity asked = request;
    request = limit.filter(most -> most.compareTo(asked) < 0).orElse(asked);
  }

  /**
   * Returns what the only container of the pod has of it. Where no request is written at pod level, the pod's
   * may be that of an init container.
   *
   * @param only that container
   */
  public PodLevelCpu ofOnly(ListedContainer only) {
    return requested || !only.asksForCpu()
        ? this
        : new PodLevelCpu(only.request(), only.limit().or(this::limit), requested);
  }
}
