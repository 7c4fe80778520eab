package io.temper.lint.fact;

import java.util.List;

/**
 * Where the threads of a node run.
 *
 * @param threads those that run or wait for a CPU, and those that are bound to few CPUs
 */
public record ThreadPlacements(List<ThreadPlacement> threads) {
  /** Copies the list. */
  public ThreadPlacements {
    threads = List.copyOf(threads);
  }
}
