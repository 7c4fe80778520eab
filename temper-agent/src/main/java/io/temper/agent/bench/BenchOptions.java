package io.temper.agent.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a run is made.
 *
 * @param rounds how often each arm is measured, at least 1
 * @param limit after this no round begins, once there was one; positive
 * @param window how long each time, whole seconds from 1 on, since stress-ng knows no less
 * @param settle how long requests run before each window
 * @param connections requests in flight at any time, at least 1
 * @param parts what is measured; at least one
 * @param ladder spinners per CPU, steps of {@link BenchPods#LADDER}; not empty
 * @param clock what the machine's clock counts, for the report
 */
record BenchOptions(
    int rounds,
    Duration limit,
    Duration window,
    Duration settle,
    int connections,
    Set<Part> parts,
    List<Integer> ladder,
    String clock) {
  private static final long LONGEST_SECONDS = 60;

  BenchOptions {
    parts = Set.copyOf(parts);
    ladder = List.copyOf(ladder);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1: " + rounds);
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the time for all rounds must be positive: " + limit);
    }
    if (window.toNanosPart() != 0
        || window.toSeconds() < 1
        || window.toSeconds() > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "a window must be 1 to " + LONGEST_SECONDS + " whole seconds: " + window);
    }
    if (ladder.isEmpty() || !BenchPods.LADDER.containsAll(ladder)) {
      throw new IllegalArgumentException(
          "the steps of the ladder are " + BenchPods.LADDER + ", not " + ladder);
    }
    if (parts.isEmpty() || connections < 1) {
      throw new IllegalArgumentException("there must be a part and a connection");
    }
  }

  boolean has(Part part) {
    return parts.contains(part);
  }
}
