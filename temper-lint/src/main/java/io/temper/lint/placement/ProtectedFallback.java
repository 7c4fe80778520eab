package io.temper.lint.placement;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.node.CpuSet;
import io.temper.plan.Layer;
import java.util.List;
import java.util.Optional;

/** Who owns cores should run there as long as there is room. */
final class ProtectedFallback {
  static final LintRule RULE = LintRule.named(
          "protected_fallback", LintScope.NODE, Severity.WARNING)
      .title("Threads behind a fence run behind it")
      .why(
          "Outside of its fence a thread competes with everybody. It may go there when the fence is"
              + " full; while a CPU of the fence is free, it should not. Threads that are bound to other"
              + " CPUs are not counted: they cannot come back.")
      .remediation(
          "Look at 'temper threads' for what binds them, and at 'temper status' for whether"
              + " the plan was adopted.")
      .needs(Fact.PLAN, Fact.THREADS)
      .check(ProtectedFallback::check);

  private ProtectedFallback() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
    if (fenced.isEmpty()) {
      return Finding.notApplicable(RunningThreads.NO_FENCE);
    }
    if (RunningThreads.areLayersUnknown(input)) {
      return Finding.couldNotCheck(RunningThreads.NO_LAYER);
    }
    RunningThreads running = RunningThreads.of(input);
    return Finding.orPass(
        fenced.stream().flatMap(layer -> look(layer, running).stream()).toList());
  }

  private static Optional<Finding> look(Layer layer, RunningThreads running) {
    CpuSet fence = layer.kind().fencedCpus();
    CpuSet free = fence.minus(running.cpusOf(layer));
    List<ThreadPlacement> outside = running
        .in(layer)
        .filter(thread -> !fence.contains(thread.cpu()) && thread.allowed().intersects(free))
        .toList();
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(Finding.violation(
            Subject.of(layer),
            "threads of layer " + layer.name() + " run outside of its fence, CPUs " + fence
                + ", where CPUs " + free + " are free: " + outside.get(0) + " on CPU "
                + outside.get(0).cpu()
                + (outside.size() > 1 ? " and " + (outside.size() - 1) + " more" : ""),
            Evidence.of(0, outside.size(), Unit.THREADS)));
  }
}
