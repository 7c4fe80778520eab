package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * One container of a pod that runs as long as the pod does.
 *
 * @param name its name
 * @param sidecar whether it stands under {@code spec.initContainers}, with {@code restartPolicy: Always}
 * @param index its place there, or under {@code spec.containers}, from 0
 * @param request its CPU request in force; zero without one
 * @param limit its CPU limit in force; empty without one
 * @param hasResources whether its specification has {@code resources}, empty or not
 * @param hasRequests whether its specification requests anything, CPU or not
 * @param hasLimits whether its specification limits anything, CPU or not
 * @param id what the container runtime calls it; empty while it was never started
 */
public record ListedContainer(
    String name,
    boolean sidecar,
    int index,
    CpuQuantity request,
    Optional<CpuQuantity> limit,
    boolean hasResources,
    boolean hasRequests,
    boolean hasLimits,
    String id) {
  /** Tells whether it asks for CPU itself, whatever its pod as a whole asks for. */
  public boolean asksForCpu() {
    return !request.isZero() || limit.isPresent();
  }
}
