package io.temper.rightsize;

import io.temper.workload.CpuQuantity;

/**
 * A request with the bounds between which another one is not worth a change.
 *
 * @param lower the lower bound
 * @param target what to request
 * @param upper the upper bound
 */
public record Estimate(CpuQuantity lower, CpuQuantity target, CpuQuantity upper) {}
