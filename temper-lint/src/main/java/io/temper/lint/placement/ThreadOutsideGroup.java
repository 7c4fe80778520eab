package io.temper.lint.placement;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadGroupPlacement;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A garbage collector among request threads takes their cores, and the other way round. */
final class ThreadOutsideGroup {
  static final LintRule RULE = LintRule.named(
          "thread_outside_group", LintScope.NODE, Severity.WARNING)
      .title("Threads of an application are in the layer of their group")
      .why(
          "A profile puts groups of threads, such as those of a garbage collector or a compiler, into"
              + " layers of their own. One that is elsewhere takes CPU time from the threads that it was"
              + " to be kept apart from.")
      .remediation(
          "Look at 'temper threads' for the names of the threads: a profile recognises them by"
              + " their first 15 bytes.")
      .needs(Fact.THREAD_GROUPS)
      .check(ThreadOutsideGroup::check);

  private ThreadOutsideGroup() {}

  private static List<Finding> check(LintInput input) {
    List<ThreadGroupPlacement> threads = input.get(Fact.THREAD_GROUPS).threads();
    if (threads.isEmpty()) {
      return Finding.notApplicable("no profile speaks of a thread that runs");
    }
    Map<WorkloadId, List<ThreadGroupPlacement>> wrong = threads.stream()
        .filter(thread -> !thread.expected().equals(thread.observed()))
        .collect(Collectors.groupingBy(
            ThreadGroupPlacement::workload, TreeMap::new, Collectors.toList()));
    return Finding.orPass(wrong.entrySet().stream()
        .map(entry -> violation(entry.getKey(), entry.getValue()))
        .toList());
  }

  private static Finding violation(WorkloadId id, List<ThreadGroupPlacement> threads) {
    ThreadGroupPlacement first = threads.get(0);
    return Finding.violation(
        Subject.of(id),
        "thread " + first.thread() + "[" + first.tid() + "] of " + id + " belongs to layer "
            + first.expected() + " and is in " + first.observed() + ", "
            + first.sight().label()
            + (threads.size() > 1
                ? ", and so are " + (threads.size() - 1) + " more elsewhere"
                : ""),
        Evidence.of(0, threads.size(), Unit.THREADS));
  }
}
