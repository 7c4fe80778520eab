package io.temper.lint.fact;

import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a control group used in a window, and what it may.
 *
 * @param cgroup the group
 * @param limit its limit ({@code cpu.max}) as CPU time per wall time; null for none
 * @param weight its {@code cpu.weight}, 1 to 10000; 0 if it is idle or not known
 * @param used what its threads used, as CPU time per wall time
 * @param throttled for how long the kernel held it at its limit, of all CPUs together
 */
public record GroupUsage(
    CgroupPath cgroup,
    @Nullable CpuQuantity limit,
    int weight,
    CpuQuantity used,
    Duration throttled) {}
