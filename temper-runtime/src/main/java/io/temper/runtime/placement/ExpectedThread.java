package io.temper.runtime.placement;

import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadId;

/**
 * Where a thread of a profiled workload should be.
 *
 * @param workload the workload
 * @param cgroup the control group of the workload, which holds the thread
 * @param tid the kernel's number of the thread, in this process's PID namespace
 * @param name the name that it had when it was looked at last
 * @param layer the layer of its group; that of the workload if it is in no group, or its group has none
 */
public record ExpectedThread(
    WorkloadId workload, CgroupPath cgroup, int tid, String name, String layer) {}
