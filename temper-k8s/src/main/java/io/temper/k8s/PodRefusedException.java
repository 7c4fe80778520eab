package io.temper.k8s;

/** One pod cannot be used. Stays inside the package: a list reports all of them together. */
final class PodRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient PodProblem problem;

  PodRefusedException(PodProblem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  PodProblem problem() {
    return problem;
  }
}
