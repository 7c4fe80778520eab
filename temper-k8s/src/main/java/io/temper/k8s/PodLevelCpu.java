package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * The CPU that a pod as a whole asks for, in place of what its containers ask for: {@code
 * spec.resources}.
 *
 * @param request the request in force
 * @param limit the limit in force; empty without one
 * @param requested whether a request is written at pod level; without one it is that of its containers, or
 *     else the limit
 */
public record PodLevelCpu(CpuQuantity request, Optional<CpuQuantity> limit, boolean requested) {}
