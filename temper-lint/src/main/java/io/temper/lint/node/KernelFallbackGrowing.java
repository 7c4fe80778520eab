package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.KernelEvents;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import java.util.List;

/** The kernel repairs what a scheduler does wrongly, and counts it. */
final class KernelFallbackGrowing {
  /** What the kernel counts when it must decide or repair in the scheduler's stead. */
  private static final List<String> REPAIRS = List.of(
      "SCX_EV_SELECT_CPU_FALLBACK",
      "SCX_EV_DISPATCH_LOCAL_DSQ_OFFLINE",
      "SCX_EV_BYPASS_ACTIVATE",
      "SCX_EV_BYPASS_DISPATCH",
      "SCX_EV_INSERT_NOT_OWNED",
      "SCX_EV_REENQ_REPEAT");

  static final LintRule RULE = LintRule.named(
          "kernel_fallback_growing", LintScope.NODE, Severity.WARNING)
      .title("The kernel has nothing to repair of the scheduler's work")
      .why("When a scheduler chooses a CPU that it must not, or none in time, the kernel decides in"
          + " its stead, by no layer and no fence, and counts it. While the scheduler is well these"
          + " counts stand still.")
      .remediation(
          "Look at /sys/kernel/sched_ext and the kernel's log; report it with 'temper doctor"
              + " --bundle'. A machine that suspends counts SCX_EV_BYPASS_ACTIVATE once each time.")
      .needs(Fact.EVENTS)
      .ofEvents()
      .check(KernelFallbackGrowing::check);

  private KernelFallbackGrowing() {}

  private static List<Finding> check(LintInput input) {
    KernelEvents events = input.get(Fact.EVENTS);
    return Finding.orPass(REPAIRS.stream()
        .filter(event -> events.of(event) > 0)
        .map(event -> Finding.violation(
            Subject.named(Subject.Kind.EVENT, event),
            "the kernel counted " + event + " " + events.of(event) + " times",
            Evidence.of(0, events.of(event), Unit.EVENTS).over(events.window())))
        .toList());
  }
}
