package io.temper.lint.placement;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadGroupPlacement;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plan says one layer, the scheduler another. */
final class LayerMismatch {
  static final LintRule RULE = LintRule.named("layer_mismatch", LintScope.NODE, Severity.ERROR)
      .title("Threads are in the layer of their workload")
      .why("A thread in another layer has another rank, share and fence than its workload was"
          + " promised. Threads that a profile puts elsewhere are not counted.")
      .remediation("Look at 'temper explain CGROUP' for what the scheduler has for the group; if it"
          + " stays, restart the agent and report it.")
      .needs(Fact.PLAN, Fact.THREADS)
      .check(LayerMismatch::check);

  private LayerMismatch() {}

  private static List<Finding> check(LintInput input) {
    if (RunningThreads.areLayersUnknown(input)) {
      return Finding.couldNotCheck(RunningThreads.NO_LAYER);
    }
    Owners owners = new Owners(input.get(Fact.PLAN));
    Set<Integer> elsewhere = profiled(input);
    Map<Member, List<ThreadPlacement>> wrong =
        new TreeMap<>((left, right) -> left.id().compareTo(right.id()));
    boolean any = false;
    for (ThreadPlacement thread : input.get(Fact.THREADS).threads()) {
      Member member = owners.of(thread.cgroup()).orElse(null);
      if (member == null
          || thread.layer() == null
          || isNotHeld(thread, elsewhere)
          || isOfAGroup(thread.layer(), member, input.get(Fact.PLAN))) {
        continue;
      }
      any = true;
      if (!member.layer().equals(thread.layer())) {
        wrong.computeIfAbsent(member, unused -> new ArrayList<>()).add(thread);
      }
    }
    return any
        ? Finding.orPass(wrong.entrySet().stream()
            .map(entry -> violation(entry.getKey(), entry.getValue()))
            .toList())
        : Finding.notApplicable("no thread of a workload runs");
  }

  private static boolean isNotHeld(ThreadPlacement thread, Set<Integer> elsewhere) {
    return thread.kind() != ThreadPlacement.Kind.LAYERED || elsewhere.contains(thread.tid());
  }

  /** Beside its own, a tier has only layers for those threads that a profile puts there. */
  private static boolean isOfAGroup(String layer, Member member, EnforcementPlan plan) {
    return !layer.equals(member.layer())
        && plan.layer(layer)
            .flatMap(its -> plan.layer(member.layer()).filter(own -> own.role() == its.role()))
            .isPresent();
  }

  /** The threads that a profile puts into another layer than that of their workload. */
  private static Set<Integer> profiled(LintInput input) {
    Map<WorkloadId, String> own = input.get(Fact.PLAN).members().stream()
        .collect(Collectors.toMap(Member::id, Member::layer, (first, second) -> first));
    return input.find(Fact.THREAD_GROUPS).stream()
        .flatMap(groups -> groups.threads().stream())
        .filter(thread -> !thread.expected().equals(own.get(thread.workload())))
        .map(ThreadGroupPlacement::tid)
        .collect(Collectors.toSet());
  }

  private static Finding violation(Member member, List<ThreadPlacement> threads) {
    ThreadPlacement first = threads.get(0);
    return Finding.violation(
        Subject.of(member.id()),
        "threads of " + member.id() + " are not in its layer " + member.layer() + ": " + first
            + " is in " + first.layer()
            + (threads.size() > 1 ? ", and " + (threads.size() - 1) + " more" : ""),
        Evidence.names(member.layer(), String.valueOf(first.layer())));
  }
}
