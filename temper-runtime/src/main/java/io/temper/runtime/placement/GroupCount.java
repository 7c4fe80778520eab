package io.temper.runtime.placement;

import io.temper.profile.ThreadTreatment;
import io.temper.workload.WorkloadId;

/**
 * A group of threads of a workload.
 *
 * @param workload the workload
 * @param name the name of the group
 * @param treatment how its threads are treated
 * @param threads how many they are; at least 1
 */
public record GroupCount(
    WorkloadId workload, String name, ThreadTreatment treatment, int threads) {}
