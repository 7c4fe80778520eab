package io.temper.lint.fact;

import io.temper.workload.CgroupPath;

/**
 * A Java virtual machine.
 *
 * @param processId the number of its process
 * @param cgroup the control group of its process
 * @param cpus how many CPUs it believes to have, by which it sizes its pools; at least 1
 * @param because what that number comes from, such as its flag or its CPU limit
 */
public record JvmProcess(int processId, CgroupPath cgroup, int cpus, String because) {}
