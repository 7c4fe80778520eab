package io.temper.nomad;

import io.temper.node.CpuSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is planned of one allocation.
 *
 * @param tasks those that have not ended
 * @param reservedCores the CPUs that are one task's own, by its uid; of tasks that have ended, too
 */
record AllocationTasks(List<NomadTask> tasks, SortedMap<String, CpuSet> reservedCores) {
  static final AllocationTasks NONE = new AllocationTasks(List.of(), new TreeMap<>());
}
