package io.temper.lint.fact;

import io.temper.workload.WorkloadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that shall not be reported.
 *
 * @param all the suppressions; where several cover a subject the first that counts wins
 * @param faults what looks like a suppression and is none
 */
public record Suppressions(List<Suppression> all, List<Fault> faults) {
  /** None. */
  public static final Suppressions NONE = new Suppressions(List.of(), List.of());

  /**
   * Something that looks like a suppression and is none.
   *
   * @param workload the workload that has it; null if it is in a file
   * @param origin where it is written
   * @param problem what is wrong with it
   */
  public record Fault(@Nullable WorkloadId workload, String origin, String problem) {}

  /** Copies the lists. */
  public Suppressions {
    all = List.copyOf(all);
    faults = List.copyOf(faults);
  }

  /**
   * Returns these and others.
   *
   * @param others further ones, which come after these
   * @return the suppressions and faults of both
   */
  public Suppressions and(Suppressions others) {
    List<Suppression> both = new ArrayList<>(all);
    both.addAll(others.all);
    List<Fault> bothFaults = new ArrayList<>(faults);
    bothFaults.addAll(others.faults);
    return new Suppressions(both, bothFaults);
  }

  /**
   * Returns the suppression that counts for a subject of a rule.
   *
   * @param rule the name of the rule
   * @param subject the name of the subject
   * @param now the moment
   * @return the first that covers it and is not expired
   */
  public Optional<Suppression> of(String rule, String subject, Instant now) {
    return all.stream()
        .filter(one -> one.covers(rule, subject) && !one.isExpired(now))
        .findFirst();
  }
}
