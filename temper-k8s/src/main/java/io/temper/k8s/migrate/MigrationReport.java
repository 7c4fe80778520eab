package io.temper.k8s.migrate;

import java.util.Comparator;
import java.util.List;

/**
 * What still uses old names.
 *
 * @param source where it was looked, such as {@code the cluster at https://10.96.0.1:443}
 * @param uses what was found, in the order in which it is changed
 * @param unchecked what could not be looked at, and why, in a sentence each
 */
public record MigrationReport(String source, List<OldUse> uses, List<String> unchecked) {
  /** Copies and sorts the lists. */
  public MigrationReport {
    uses = uses.stream()
        .sorted(Comparator.comparing(OldUse::step).thenComparing(OldUse::object))
        .toList();
    unchecked = List.copyOf(unchecked);
  }

  /**
   * Tells whether anything is left to change.
   *
   * @return false if nothing was found, which says little if something could not be looked at
   */
  public boolean isLeft() {
    return !uses.isEmpty();
  }

  /**
   * Tells whether all was looked at.
   *
   * @return false if something could not be
   */
  public boolean isComplete() {
    return unchecked.isEmpty();
  }
}
