package io.temper.lab.mutation;

/**
 * One planted fault.
 *
 * @param className the class that it is in, with its package
 * @param mutator what kind of fault, as in {@code ConditionalsBoundaryMutator}
 * @param method the method that it is in
 * @param line the line of the source
 * @param status what became of it, as PIT names it
 */
public record Mutant(String className, String mutator, String method, int line, String status) {
  /**
   * Tells whether a test noticed. One that ran out of time, of memory or could not be loaded noticed, too:
   * somebody would have.
   *
   * @return false if it survived, or no test came by
   */
  public boolean isNoticed() {
    return !status.equals("SURVIVED") && !status.equals("NO_COVERAGE");
  }

  /** Returns the place and the kind: {@code plan.Fence.granted:57 MathMutator}. */
  @Override
  public String toString() {
    String shortClass = className.replaceFirst("^io\\.temper\\.", "");
    return shortClass + "." + method + ":" + line + " " + mutator
        + (status.equals("NO_COVERAGE") ? " (no test comes by)" : "");
  }
}
