package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.GroupUsages;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A protected workload that its own limit holds still. */
final class CriticalThrottled {
  /** A hundredth of the time is the jitter of a service that is otherwise well. */
  private static final long TOLERATED_PART = 100;

  static final LintRule RULE = LintRule.named(
          "critical_throttled", LintScope.NODE, Severity.WARNING)
      .title("A protected workload is not held at its limit")
      .why("While it is throttled it does not run at all, whatever its tier: its own limit is the"
          + " reason for its latency, and neither its neighbours nor the scheduler are. The limit of a"
          + " single container counts, too.")
      .remediation("Raise or remove its CPU limit; where threads outnumber the limit, let them be"
          + " fewer.")
      .needs(Fact.PLAN, Fact.GROUPS)
      .check(CriticalThrottled::check);

  private CriticalThrottled() {}

  private static List<Finding> check(LintInput input) {
    EnforcementPlan plan = input.get(Fact.PLAN);
    GroupUsages usages = input.get(Fact.GROUPS);
    List<MemberGroup> meant = MemberGroup.limited(plan, usages).stream()
        .map(groups ->
            Collections.max(groups, Comparator.comparing(one -> one.group().throttled())))
        .filter(
            one -> plan.layer(one.member().layer()).filter(Layer::isProtected).isPresent())
        .toList();
    return meant.isEmpty()
        ? Finding.notApplicable("no protected workload has a CPU limit")
        : Finding.orPass(meant.stream().flatMap(one -> look(one, usages)).toList());
  }

  private static Stream<Finding> look(MemberGroup one, GroupUsages usages) {
    Duration throttled = one.group().throttled();
    Duration tolerated = usages.window().dividedBy(TOLERATED_PART);
    return throttled.compareTo(tolerated) > 0
        ? Stream.of(Finding.violation(
            Subject.of(one.member().id()),
            one.name() + " was held at its limit for " + throttled.toMillis() + " ms",
            Evidence.atMost(tolerated.toMillis(), throttled.toMillis(), Unit.MILLISECONDS)
                .over(usages.window())))
        : Stream.empty();
  }
}
