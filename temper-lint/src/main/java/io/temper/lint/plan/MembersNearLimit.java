package io.temper.lint.plan;

import io.temper.kernel.KernelLimits;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.EnforcementPlan;
import java.util.List;

/** What does not fit into the scheduler's table is not planned at all. */
final class MembersNearLimit {
  private static final long MOST_PERCENT = 80;

  static final LintRule RULE = LintRule.named(
          "members_near_limit", LintScope.PLAN, Severity.WARNING)
      .title("The scheduler's table of control groups has room")
      .why(
          "A plan with more control groups than the table holds is refused as a whole, and the last"
              + " one stays in force. Above four fifths, a burst of pods may lead there.")
      .remediation("Run fewer workloads on the node, or name a common parent group in the workload"
          + " file instead of each child.")
      .needs(Fact.PLAN)
      .check(MembersNearLimit::check);

  private MembersNearLimit() {}

  private static List<Finding> check(LintInput input) {
    EnforcementPlan plan = input.get(Fact.PLAN);
    long groups = (long) plan.members().size() + plan.systemCgroups().size();
    long most = KernelLimits.STANDARD.members() * MOST_PERCENT / 100;
    return Finding.orPass(
        groups > most
            ? List.of(Finding.violation(
                Subject.ALL,
                "the plan has " + groups + " control groups, and the scheduler's table holds "
                    + KernelLimits.STANDARD.members(),
                Evidence.atMost(most, groups, Unit.GROUPS)))
            : List.of());
  }
}
