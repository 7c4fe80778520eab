package io.temper.nomad;

/**
 * An allocation that cannot be used.
 *
 * @param allocation its id, as far as it can be known
 * @param what is wrong, and what to do about it
 */
public record AllocationProblem(String allocation, String what) {

  /** Returns it as a sentence. */
  @Override
  public String toString() {
    return "allocation " + Quote.of(allocation) + " cannot be used: " + what;
  }
}
