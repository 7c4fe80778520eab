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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A workload that goes to and fro. */
final class TierFlapping {
  private static final long MOST = 3;

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
    Duration known = Duration.between(history.since(), input.now());
    return found.isEmpty() && known.compareTo(TierHistory.KEPT) < 0
        ? Finding.couldNotCheck("tiers are known for " + known.toMinutes()
            + " minutes, and it needs " + TierHistory.KEPT.toMinutes())
        : Finding.orPass(found);
  }

  private static Finding violation(WorkloadId id, long changes) {
    return Finding.violation(
        Subject.of(id),
        id + " changed its tier " + changes + " times",
        Evidence.atMost(MOST, changes, Unit.EVENTS).over(TierHistory.KEPT));
  }
}
