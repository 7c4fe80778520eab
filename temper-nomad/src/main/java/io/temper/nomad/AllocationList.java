package io.temper.nomad;

import io.temper.node.CpuSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The allocations of a node at one moment.
 *
 * @param allocations how many the answer had, those that ended included
 * @param tasks those that run or are the next to, in the answer's order
 * @param reservedCores the CPUs that Nomad gave to one task alone, by the uid of the task as a workload. Those of
 *     a task that does not run are nobody else's either, until its allocation has ended
 * @param problems allocations that cannot be used
 */
public record AllocationList(
    int allocations,
    List<NomadTask> tasks,
    SortedMap<String, CpuSet> reservedCores,
    List<AllocationProblem> problems) {
  /** Copies the collections. */
  public AllocationList {
    tasks = List.copyOf(tasks);
    reservedCores = Collections.unmodifiableSortedMap(new TreeMap<>(reservedCores));
    problems = List.copyOf(problems);
  }
}
