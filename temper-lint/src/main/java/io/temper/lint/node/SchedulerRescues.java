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
import io.temper.lint.rule.Unit;
import java.util.List;

/** A queue that was found waiting although a CPU could have served it. */
final class SchedulerRescues {
  static final LintRule RULE = LintRule.named("scheduler_rescues", LintScope.NODE, Severity.WARNING)
      .title("The scheduler's watch finds no forgotten queue")
      .why("A timer of the scheduler looks for queues that wait although a CPU could serve them. It"
          + " finds none if all is well; each one found waited for longer than it had to.")
      .remediation(
          "Report it with 'temper doctor --bundle': nothing that runs on the node should be"
              + " able to cause it.")
      .needs(Fact.SCHEDULER)
      .ofEvents()
      .check(SchedulerRescues::check);

  private SchedulerRescues() {}

  private static List<Finding> check(LintInput input) {
    SchedulerWindow scheduler = input.get(Fact.SCHEDULER);
    long rescues =
        scheduler.later().counters().rescues() - scheduler.earlier().counters().rescues();
    return Finding.orPass(
        rescues > 0
            ? List.of(Finding.violation(
                Subject.ALL,
                "the scheduler found " + rescues + " queues waiting that should not have been",
                Evidence.of(0, rescues, Unit.EVENTS).over(scheduler.window())))
            : List.of());
  }
}
