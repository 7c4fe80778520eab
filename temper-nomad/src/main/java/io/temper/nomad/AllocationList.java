package io.temper.nomad;

import java.util.List;

/**
 * The allocations of a node at one moment.
 *
 * @param allocations how many the answer had, those that ended included
 * @param tasks those that have not ended, in the answer's order
 * @param problems allocations that cannot be used
 */
public record AllocationList(
    int allocations, List<NomadTask> tasks, List<AllocationProblem> problems) {
  /** Copies the lists. */
  public AllocationList {
    tasks = List.copyOf(tasks);
    problems = List.copyOf(problems);
  }
}
