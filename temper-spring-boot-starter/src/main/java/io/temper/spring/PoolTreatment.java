package io.temper.spring;

import io.temper.threads.Treatment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the threads of a pool that the starter recognises are treated. */
public enum PoolTreatment {
  /** The pool is left as it is: its threads keep their names, and the node's thread profile decides. */
  UNCHANGED(null),
  /** First in line: for short work that somebody waits for. */
  LATENCY(Treatment.LATENCY),
  /** As if nothing was said, whatever a profile says of the names. */
  NORMAL(Treatment.NORMAL),
  /** Gives way to the others: for work that nobody waits for. */
  YIELD(Treatment.YIELD);

  private final @Nullable Treatment treatment;

  PoolTreatment(@Nullable Treatment treatment) {
    this.treatment = treatment;
  }

  /**
   * Returns what the threads declare.
   *
   * @return the treatment; empty if the pool is left as it is
   */
  public Optional<Treatment> treatment() {
    return Optional.ofNullable(treatment);
  }
}
