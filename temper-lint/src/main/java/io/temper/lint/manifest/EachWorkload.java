package io.temper.lint.manifest;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintCheck;
import io.temper.lint.rule.Subject;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** A check that asks the same of each workload that it is about. */
final class EachWorkload {
  private EachWorkload() {}

  /**
   * Returns a check.
   *
   * @param isMeant which workloads it is about
   * @param none what to say if there is none of them
   * @param violations finds what is wrong with one
   */
  static LintCheck that(
      BiPredicate<Workload, LintInput> isMeant,
      String none,
      BiFunction<Workload, LintInput, Stream<Finding>> violations) {
    return input -> {
      List<Workload> meant = input.get(Fact.WORKLOADS).stream()
          .filter(workload -> isMeant.test(workload, input))
          .toList();
      return meant.isEmpty()
          ? Finding.notApplicable(none)
          : Finding.orPass(meant.stream()
              .flatMap(workload -> violations.apply(workload, input))
              .toList());
    };
  }

  /** Tells whether a workload is in one of these tiers. */
  static BiPredicate<Workload, LintInput> inTier(Set<Tier> tiers) {
    return (workload, input) ->
        input.tiers().assign(workload).tier().filter(tiers::contains).isPresent();
  }

  static Finding violation(Workload workload, String message, Evidence evidence) {
    return Finding.violation(Subject.of(workload.id()), message, evidence);
  }
}
