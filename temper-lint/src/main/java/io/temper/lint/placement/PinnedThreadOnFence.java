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
import java.util.Map;
import java.util.TreeMap;

/** A thread that can run nowhere else is let in, as a guest. */
final class PinnedThreadOnFence {
  static final LintRule RULE = LintRule.named(
          "pinned_thread_on_fence", LintScope.NODE, Severity.WARNING)
      .title("No thread is bound to the fence of another layer")
      .why(
          "A thread that may use no other CPU is a guest behind the fence: it gets about a twentieth"
              + " of the CPU that its owner wants whole. Both lose by it.")
      .remediation(
          "Remove its CPU affinity (taskset, cpuset, numactl), or bind it to CPUs outside of"
              + " the fence.")
      .needs(Fact.PLAN, Fact.THREADS)
      .check(PinnedThreadOnFence::check);

  private PinnedThreadOnFence() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
    if (fenced.isEmpty()) {
      return Finding.notApplicable(RunningThreads.NO_FENCE);
    }
    if (RunningThreads.areLayersUnknown(input)) {
      return Finding.couldNotCheck(RunningThreads.NO_LAYER);
    }
    Owners owners = new Owners(input.get(Fact.PLAN));
    CpuSet fences = input.get(Fact.PLAN).fencedCpus();
    Map<Subject, List<ThreadPlacement>> guests = new TreeMap<>();
    RunningThreads.of(input).threads().stream()
        .filter(thread -> isGuest(thread, fenced, fences))
        .forEach(thread -> guests
            .computeIfAbsent(owners.subject(thread), unused -> new ArrayList<>())
            .add(thread));
    return Finding.orPass(guests.entrySet().stream()
        .map(entry -> violation(entry.getKey(), entry.getValue()))
        .toList());
  }

  /** It may use CPUs behind fences only, and none that is its own. */
  private static boolean isGuest(ThreadPlacement thread, List<Layer> fenced, CpuSet fences) {
    CpuSet own = CpuSet.unionOf(fenced.stream()
        .filter(layer -> layer.name().equals(thread.layer()))
        .map(layer -> layer.kind().fencedCpus())
        .toList());
    return fences.containsAll(thread.allowed()) && !thread.allowed().intersects(own);
  }

  private static Finding violation(Subject subject, List<ThreadPlacement> threads) {
    ThreadPlacement first = threads.get(0);
    return Finding.violation(
        subject,
        first + " of layer " + first.layer() + " is bound to CPUs " + first.allowed()
            + ", which are behind a fence"
            + (threads.size() > 1 ? ", and so are " + (threads.size() - 1) + " more" : ""),
        Evidence.of(0, threads.size(), Unit.THREADS));
  }
}
