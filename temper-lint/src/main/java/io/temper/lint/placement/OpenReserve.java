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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The boundary between what is fenced and what is open holds on both sides. */
final class OpenReserve {
  static final LintRule RULE = LintRule.named("open_reserve", LintScope.NODE, Severity.ERROR)
      .title("One core is open to all, and open layers stay off the rest's fences")
      .why(
          "At least one whole core stays outside of all fences, for the system and for everybody who"
              + " has no cores. In return, no thread of an open layer that could run outside runs behind"
              + " a fence.")
      .remediation(
          "Look at 'temper status' for whether the plan was adopted, and at 'temper threads'"
              + " for the named threads; if it stays, enter safe mode and report it.")
      .needs(Fact.PLAN, Fact.TOPOLOGY, Fact.THREADS)
      .check(OpenReserve::check);

  private OpenReserve() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
    if (fenced.isEmpty()) {
      return Finding.notApplicable(RunningThreads.NO_FENCE);
    }
    List<Finding> found = new ArrayList<>(missingCore(input));
    if (found.isEmpty() && RunningThreads.areLayersUnknown(input)) {
      return Finding.couldNotCheck(RunningThreads.NO_LAYER);
    }
    RunningThreads running = RunningThreads.of(input);
    fenced.stream().flatMap(layer -> intruders(layer, running)).forEach(found::add);
    return Finding.orPass(found);
  }

  private static List<Finding> missingCore(LintInput input) {
    CpuSet fences = input.get(Fact.PLAN).fencedCpus();
    boolean isOpen =
        input.get(Fact.TOPOLOGY).cores().stream().anyMatch(core -> !core.cpus().intersects(fences));
    return isOpen
        ? List.of()
        : List.of(Finding.violation(
            Subject.ALL,
            "the fences, CPUs " + fences + ", leave no whole core to all others",
            Evidence.atLeast(1, 0, Unit.CORES)));
  }

  private static Stream<Finding> intruders(Layer layer, RunningThreads running) {
    CpuSet fence = layer.kind().fencedCpus();
    CpuSet fences = running.plan().fencedCpus();
    List<ThreadPlacement> inside = running.threads().stream()
        .filter(running::isOpen)
        .filter(thread -> fence.contains(thread.cpu()))
        .filter(thread -> !thread.allowed().minus(fences).isEmpty())
        .toList();
    return inside.isEmpty()
        ? Stream.empty()
        : Stream.of(Finding.violation(
            Subject.of(layer),
            "threads of open layers run behind the fence of layer " + layer.name() + ": "
                + inside.get(0) + " of " + inside.get(0).layer() + " on CPU "
                + inside.get(0).cpu()
                + (inside.size() > 1 ? " and " + (inside.size() - 1) + " more" : ""),
            Evidence.of(0, inside.size(), Unit.THREADS)));
  }
}
