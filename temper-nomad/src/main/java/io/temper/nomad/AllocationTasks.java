package io.temper.nomad;

import io.temper.node.CpuSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is planned of one allocation.
 *
 * @param tasks those whose turn it is
 * @param reservedCores the CPUs that are one task's own, by its uid; of those whose turn it is not, too
 */
record AllocationTasks(List<NomadTask> tasks, SortedMap<String, CpuSet> reservedCores) {
  static final AllocationTasks NONE = new AllocationTasks(List.of(), new TreeMap<>());
}
