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
   * Returns the package of the class.
   *
   * @return without {@code io.temper}, as in {@code lint.rule}
   */
  public String packageName() {
    return shortClass().substring(0, shortClass().lastIndexOf('.'));
  }

  /**
   * Tells whether tests ran with it. The JVM refuses some: JDK 17 exchanges no record with an annotated
   * component while it runs.
   *
   * @return false if it says nothing about tests
   */
  boolean isTried() {
    return !status.equals("RUN_ERROR") && !status.equals("NON_VIABLE");
  }

  /**
   * Tells whether a test noticed. One that ran out of time or of memory noticed, too.
   *
   * @return false if it survived, or no test came by
   */
  public boolean isNoticed() {
    return !status.equals("SURVIVED") && !status.equals("NO_COVERAGE");
  }

  /**
   * Tells whether it was noticed by a test that took too long. On a busy host that may be chance.
   *
   * @return true if the time ran out
   */
  public boolean isHung() {
    return status.equals("TIMED_OUT");
  }

  /** Returns the place and the kind: {@code plan.Fence.granted:57 MathMutator}. */
  @Override
  public String toString() {
    return shortClass() + "." + method + ":" + line + " " + mutator
        + (status.equals("NO_COVERAGE") ? " (no test comes by)" : "");
  }

  private String shortClass() {
    return className.replaceFirst("^io\\.temper\\.", "");
  }
}
