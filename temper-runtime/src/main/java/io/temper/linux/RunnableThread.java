package io.temper.linux;

import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;

/**
 * A thread that ran, or waited for a CPU, when it was looked at.
 *
 * @param thread the thread, without its times
 * @param cgroup its control group
 * @param isKernelThread whether it is one of the kernel's own
 * @param allowed the CPUs that it may use
 */
public record RunnableThread(
    HostThread thread, CgroupPath cgroup, boolean isKernelThread, CpuSet allowed) {}
