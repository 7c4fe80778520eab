package io.temper.plan;

import io.temper.tier.TierAssignment;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * One workload's place in a plan.
 *
 * @param id the workload
 * @param layer the name of its layer
 * @param assignment its tier, and why
 * @param request what it requests
 * @param cgroup the control group that holds its threads; null while it is not known
 */
public record Member(
    WorkloadId id,
    String layer,
    TierAssignment assignment,
    CpuQuantity request,
    @Nullable CgroupPath cgroup) {}
