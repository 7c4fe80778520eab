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
import io.temper.plan.Layer;
import java.util.List;
import java.util.stream.Stream;

/** The kernel serves real-time threads before every layer. */
final class RealTimeOnFence {
  static final LintRule RULE = LintRule.named(
          "real_time_on_fence", LintScope.NODE, Severity.WARNING)
      .title("No real-time thread runs behind a fence")
      .why(
          "The kernel serves real-time and deadline threads before any BPF scheduler, wherever they"
              + " may run: no layer holds them, and no fence keeps them out.")
      .remediation("Bind the thread to CPUs outside of the fence, or take its real-time policy away"
          + " (chrt -o -p 0 TID).")
      .needs(Fact.PLAN, Fact.THREADS)
      .check(RealTimeOnFence::check);

  private RealTimeOnFence() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
    return fenced.isEmpty()
        ? Finding.notApplicable(RunningThreads.NO_FENCE)
        : Finding.orPass(fenced.stream()
            .flatMap(layer -> look(layer, input.get(Fact.THREADS).threads()))
            .toList());
  }

  private static Stream<Finding> look(Layer layer, List<ThreadPlacement> threads) {
    List<ThreadPlacement> inside = threads.stream()
        .filter(thread -> thread.kind() == ThreadPlacement.Kind.REAL_TIME && thread.running())
        .filter(thread -> layer.kind().fencedCpus().contains(thread.cpu()))
        .toList();
    return inside.isEmpty()
        ? Stream.empty()
        : Stream.of(Finding.violation(
            Subject.of(layer),
            "real-time threads run behind the fence of layer " + layer.name() + ": "
                + inside.get(0) + " on CPU " + inside.get(0).cpu()
                + (inside.size() > 1 ? " and " + (inside.size() - 1) + " more" : ""),
            Evidence.of(0, inside.size(), Unit.THREADS)));
  }
}
