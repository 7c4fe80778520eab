package io.temper.k8s.watch;

/**
 * Who wrote a field of an object last, as the API server has noted it.
 *
 * @param manager the name that the program gave itself, such as {@code kubectl-annotate}
 * @param time when, as the API server writes it; empty if it did not say
 */
public record FieldOwner(String manager, String time) {

  /** Returns it in a few words: {@code kubectl-annotate at 2026-11-02T09:00:00Z}. */
  @Override
  public String toString() {
    return time.isEmpty() ? manager : manager + " at " + time;
  }
}
