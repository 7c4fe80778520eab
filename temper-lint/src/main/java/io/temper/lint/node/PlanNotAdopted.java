package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.SchedulerWindow;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.util.List;

/** A configuration counts once every CPU that has work goes by it. */
final class PlanNotAdopted {
  static final LintRule RULE = LintRule.named("plan_not_adopted", LintScope.NODE, Severity.ERROR)
      .title("Every busy CPU goes by the plan that was published last")
      .why(
          "A CPU that still goes by an older plan serves layers and fences that are no longer meant."
              + " Adopting takes milliseconds; here it did not happen between two readings.")
      .remediation(
          "Look at 'temper layers' and the kernel's log; if it stays, restart the agent and"
              + " report it with 'temper doctor --bundle'.")
      .needs(Fact.SCHEDULER)
      .check(PlanNotAdopted::check);

  private PlanNotAdopted() {}

  private static List<Finding> check(LintInput input) {
    SchedulerWindow scheduler = input.get(Fact.SCHEDULER);
    long generation = scheduler.later().generation();
    boolean isOld = scheduler.earlier().generation() == generation;
    return Finding.orPass(
        isOld && !scheduler.later().adopted()
            ? List.of(Finding.violation(
                Subject.ALL,
                "generation " + generation + " was published before the window began, and not every"
                    + " busy CPU goes by it",
                Evidence.names("adopted", "not adopted").over(scheduler.window())))
            : List.of());
  }
}
