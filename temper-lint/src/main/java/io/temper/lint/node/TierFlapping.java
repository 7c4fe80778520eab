package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.TierHistory;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A workload that goes to and fro. */
final class TierFlapping {
  private static final long MOST = 3;

  /** Of so many changes and one more, evenly in the time that is remembered, this is from one to the next. */
  private static final Duration WIDEST_GAP = TierHistory.KEPT.dividedBy(MOST + 1);

  static final LintRule RULE = LintRule.named("tier_flapping", LintScope.NODE, Severity.WARNING)
      .title("A workload keeps its tier")
      .why(
          "Each change moves threads, and a critical workload takes the fence of all with it. More than"
              + " three in ten minutes are not somebody's decisions, but two programs that disagree, or a"
              + " priority that hangs on a measurement.")
      .remediation("Look at the audit of whatever sets the priority or the annotation, and let one"
          + " program own it.")
      .needs(Fact.TIER_HISTORY)
      .check(TierFlapping::check);

  private TierFlapping() {}

  private static List<Finding> check(LintInput input) {
    TierHistory history = input.get(Fact.TIER_HISTORY);
    Map<WorkloadId, Long> changes = history.changes().stream()
        .filter(change -> !change.at().isBefore(input.now().minus(TierHistory.KEPT)))
        .collect(Collectors.groupingBy(
            TierHistory.Change::workload, TreeMap::new, Collectors.counting()));
    List<Finding> found = changes.entrySet().stream()
        .filter(entry -> entry.getValue() > MOST)
        .map(entry -> violation(entry.getKey(), entry.getValue()))
        .toList();
    return found.isEmpty()
        ? whyUnknown(history, input.now())
            .map(Finding::couldNotCheck)
            .orElseGet(() -> Finding.orPass(found))
        : Finding.orPass(found);
  }

  private static Optional<String> whyUnknown(TierHistory history, Instant now) {
    Duration known = Duration.between(history.since(), now);
    if (known.compareTo(TierHistory.KEPT) < 0) {
      return Optional.of("tiers are known for " + known.toMinutes() + " minutes, and it needs "
          + TierHistory.KEPT.toMinutes());
    }
    Duration gap = history.longestGap();
    return gap.compareTo(WIDEST_GAP) > 0
        ? Optional.of("samples are up to " + gap.toSeconds() + " s apart, and more than "
            + WIDEST_GAP.toSeconds() + " s may hide changes to and fro")
        : Optional.empty();
  }

  private static Finding violation(WorkloadId id, long changes) {
    return Finding.violation(
        Subject.of(id),
        id + " changed its tier " + changes + " times",
        Evidence.atMost(MOST, changes, Unit.EVENTS).over(TierHistory.KEPT));
  }
}
