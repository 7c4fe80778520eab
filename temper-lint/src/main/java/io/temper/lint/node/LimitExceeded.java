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
import io.temper.workload.CpuQuantity;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The measured side of a limit that nobody enforces. */
final class LimitExceeded {
  /** Windows and periods of the kernel do not begin together. */
  private static final long TOLERATED_PERCENT = 5;

  static final LintRule RULE = LintRule.named("limit_exceeded", LintScope.NODE, Severity.WARNING)
      .title("A workload stays within its CPU limit")
      .why(
          "While the scheduler is attached the kernel does not enforce CPU limits, so this workload"
              + " uses more than it may. In safe mode the limit holds again, at once, and then it gets"
              + " less than it is used to.")
      .remediation(
          "Raise the limit to what it uses or remove it; or put it into a tier with a ceiling.")
      .needs(Fact.PLAN, Fact.GROUPS)
      .check(LimitExceeded::check);

  private LimitExceeded() {}

  private static List<Finding> check(LintInput input) {
    GroupUsages usages = input.get(Fact.GROUPS);
    List<MemberGroup> limited = MemberGroup.limited(input.get(Fact.PLAN), usages).stream()
        .map(groups -> Collections.max(groups, Comparator.comparingDouble(LimitExceeded::part)))
        .toList();
    return limited.isEmpty()
        ? Finding.notApplicable("no workload has a CPU limit")
        : Finding.orPass(limited.stream().flatMap(one -> look(one, usages)).toList());
  }

  /** Returns which part of its limit a group uses. */
  private static double part(MemberGroup one) {
    return (double) one.group().used().millis() / one.limit().millis();
  }

  private static Stream<Finding> look(MemberGroup one, GroupUsages usages) {
    CpuQuantity limit = one.limit();
    CpuQuantity used = one.group().used();
    return used.millis() * 100 > limit.millis() * (100 + TOLERATED_PERCENT)
        ? Stream.of(Finding.violation(
            Subject.of(one.member().id()),
            one.name() + " uses " + used + " CPUs, and its limit is " + limit,
            Evidence.atMost(limit.millis(), used.millis(), Unit.CPU_MILLIS).over(usages.window())))
        : Stream.empty();
  }
}
