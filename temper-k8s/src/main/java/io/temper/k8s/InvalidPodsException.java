package io.temper.k8s;

import io.temper.TemperException;
import java.util.List;

/**
 * Pods in a list hold values that make no sense, such as a negative CPU request. Nothing of the list
 * is used, the good pods included: half a list would plan half a node.
 */
public final class InvalidPodsException extends TemperException {
  private static final long serialVersionUID = 1L;

  private final transient List<PodProblem> problems;
  /** How many pods have a problem. */
  private final int count;

  InvalidPodsException(List<PodProblem> problems, int count) {
    super(message(problems, count));
    this.problems = List.copyOf(problems);
    this.count = count;
  }

  /**
   * Returns the problems, in the order of the list.
   *
   * @return the first ones; never empty
   */
  public List<PodProblem> problems() {
    return problems;
  }

  /**
   * Returns how many pods have a problem.
   *
   * @return the size of {@link #problems()}, or more where that list was cut
   */
  public int count() {
    return count;
  }

  private static String message(List<PodProblem> problems, int count) {
    if (count == 1) {
      return problems.get(0).toString();
    }
    StringBuilder text = new StringBuilder();
    text.append(count).append(" pods of the list cannot be used:");
    for (PodProblem problem : problems) {
      text.append("\n  ").append(problem);
    }
    if (count > problems.size()) {
      text.append("\n  ... and ").append(count - problems.size()).append(" more");
    }
    return text.toString();
  }
}
