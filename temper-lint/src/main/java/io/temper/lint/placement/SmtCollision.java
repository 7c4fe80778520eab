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
import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A busy sibling takes a good part of the core's speed. */
final class SmtCollision {
  static final LintRule RULE = LintRule.named("smt_collision", LintScope.NODE, Severity.WARNING)
      .title("Protected threads do not share a core with lower tiers")
      .why(
          "Two threads of one core slow each other down. Behind a fence the sibling is never lent to"
              + " others; a protected tier without a fence gets the sibling of a lower tier only where no"
              + " whole core is idle, and there this rule keeps silent.")
      .remediation("Look at 'temper layers' and 'temper threads': a fence that shows this was not"
          + " adopted, or a thread is bound to a CPU behind it.")
      .needs(Fact.PLAN, Fact.TOPOLOGY, Fact.THREADS)
      .check(SmtCollision::check);

  private final RunningThreads running;
  private final NodeTopology node;

  private SmtCollision(LintInput input) {
    running = RunningThreads.of(input);
    node = input.get(Fact.TOPOLOGY);
  }

  private static List<Finding> check(LintInput input) {
    List<Layer> layers = input.get(Fact.PLAN).layers().stream()
        .filter(layer -> layer.isProtected() && !layer.cpus().isEmpty())
        .toList();
    if (layers.isEmpty()) {
      return Finding.notApplicable("no protected layer has CPUs of its own");
    }
    if (input.get(Fact.TOPOLOGY).cores().stream().allMatch(core -> core.cpus().size() == 1)) {
      return Finding.notApplicable("no core has SMT siblings");
    }
    if (RunningThreads.areLayersUnknown(input)) {
      return Finding.couldNotCheck(RunningThreads.NO_LAYER);
    }
    SmtCollision look = new SmtCollision(input);
    return Finding.orPass(
        layers.stream().flatMap(layer -> look.at(layer).stream()).toList());
  }

  private Optional<Finding> at(Layer layer) {
    if (layer.kind().fencedCpus().isEmpty() && !hasIdleCore()) {
      return Optional.empty();
    }
    List<String> pairs = new ArrayList<>();
    running.in(layer).filter(thread -> layer.cpus().contains(thread.cpu())).forEach(thread -> noisy(
            thread, layer)
        .ifPresent(other -> pairs.add(thread + " on CPU " + thread.cpu() + " beside " + other
            + " of " + other.layer() + " on CPU " + other.cpu())));
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(Finding.violation(
            Subject.of(layer),
            "threads of layer " + layer.name() + " share cores with lower tiers: " + pairs.get(0)
                + (pairs.size() > 1 ? " and " + (pairs.size() - 1) + " more" : ""),
            Evidence.of(0, pairs.size(), Unit.THREADS)));
  }

  /** Returns a thread of a lower tier that runs on another CPU of the thread's core. */
  private Optional<ThreadPlacement> noisy(ThreadPlacement thread, Layer layer) {
    return node.cores().stream()
        .filter(core -> core.cpus().contains(thread.cpu()))
        .flatMap(core -> core.cpus().minus(CpuSet.of(thread.cpu())).stream().boxed())
        .flatMap(running::on)
        .filter(other -> running
            .layerOf(other)
            .filter(low -> low.role().rank() < layer.role().rank())
            .isPresent())
        .findFirst();
  }

  /** Tells whether a whole core outside of fences has nothing to do. */
  private boolean hasIdleCore() {
    CpuSet fences = running.plan().fencedCpus();
    CpuSet busy = running.busy();
    return node.cores().stream()
        .map(Core::cpus)
        .anyMatch(cpus -> !cpus.intersects(fences) && !cpus.intersects(busy));
  }
}
