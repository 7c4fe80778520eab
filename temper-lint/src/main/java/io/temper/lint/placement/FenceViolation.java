package io.temper.lint.placement;

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
import io.temper.observe.LayerStats;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the scheduler itself counts of threads behind fences that are not theirs. */
final class FenceViolation {
  /** A fence that moves may be crossed for as long as a tick: that is less than this part of a time. */
  private static final long TOLERATED_PART = 1000;

  static final LintRule RULE = LintRule.named("fence_violation", LintScope.NODE, Severity.ERROR)
      .title("Nobody runs behind a fence that is not his")
      .why("A fence is a fence: no thread that could run elsewhere runs on the CPUs of a confined"
          + " layer. The scheduler counts each run that does; up to a thousandth of the time passes,"
          + " which is what a moved fence costs.")
      .remediation("Look at 'temper layers'; if it goes on, enter safe mode and report it with"
          + " 'temper doctor --bundle'.")
      .needs(Fact.PLAN, Fact.SCHEDULER)
      .check(FenceViolation::check);

  private FenceViolation() {}

  private static List<Finding> check(LintInput input) {
    if (input.get(Fact.PLAN).fencedLayers().isEmpty()) {
      return Finding.notApplicable(RunningThreads.NO_FENCE);
    }
    SchedulerWindow scheduler = input.get(Fact.SCHEDULER);
    return Finding.orPass(scheduler.layers().stream()
        .flatMap(layer -> look(layer, scheduler.window()))
        .toList());
  }

  private static Stream<Finding> look(LayerStats did, Duration window) {
    Duration inside = did.violations().time();
    Duration tolerated = window.dividedBy(TOLERATED_PART);
    return inside.compareTo(tolerated) > 0
        ? Stream.of(Finding.violation(
            Subject.named(Subject.Kind.LAYER, did.name()),
            "threads of layer " + did.name() + " ran " + inside.toMillis()
                + " ms behind fences of others",
            Evidence.atMost(tolerated.toMillis(), inside.toMillis(), Unit.MILLISECONDS)
                .over(window)))
        : Stream.empty();
  }
}
