package io.temper.k8s;

/**
 * Why one pod cannot be used.
 *
 * @param place where the pod was read: file and line, or the position in the list it was given in
 * @param pod {@code namespace/name}, as far as they are known
 * @param container the container's name; empty if the pod as a whole is meant
 * @param field the faulty field, as the Kubernetes API names it
 * @param value what stands there; empty if nothing does
 * @param reason what is wrong with it
 * @param remedy what to do about it
 */
public record PodProblem(
    String place,
    String pod,
    String container,
    String field,
    String value,
    String reason,
    String remedy) {

  /** Returns everything in one line. */
  @Override
  public String toString() {
    String who = container.isEmpty() ? "pod " + pod : "pod " + pod + ", container " + container;
    String what = value.isEmpty() ? field : field + " is '" + value + "'";
    return place + ": " + who + ": " + what + ": " + reason + "; " + remedy;
  }
}
