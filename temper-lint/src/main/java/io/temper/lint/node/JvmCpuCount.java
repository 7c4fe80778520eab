package io.temper.lint.node;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.JvmProcess;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A JVM sizes its pools by the CPUs that it sees, not by what was requested for it. */
final class JvmCpuCount {
  /** More threads than CPUs are of use where they wait now and then; beyond this they only compete. */
  private static final int MOST_TIMES = 2;

  static final LintRule RULE = LintRule.named("jvm_cpu_count", LintScope.NODE, Severity.INFO)
      .title("A JVM sees about as many CPUs as are requested for it")
      .why(
          "A JVM makes as many threads for garbage collection, compilation and its common pool as it"
              + " sees CPUs: its limit rounded up, or else those of the whole node. Far more than were"
              + " requested compete with each other; fewer leave a part of the request unused.")
      .remediation("Start it with -XX:ActiveProcessorCount=N, N the requested CPUs rounded up.")
      .needs(Fact.PLAN, Fact.JVMS)
      .check(JvmCpuCount::check);

  private JvmCpuCount() {}

  private static List<Finding> check(LintInput input) {
    Map<Member, List<JvmProcess>> jvms =
        new TreeMap<>((left, right) -> left.id().compareTo(right.id()));
    for (JvmProcess jvm : input.get(Fact.JVMS).jvms()) {
      input
          .get(Fact.PLAN)
          .memberAround(jvm.cgroup())
          .filter(member -> !member.request().isZero())
          .ifPresent(member ->
              jvms.computeIfAbsent(member, unused -> new ArrayList<>()).add(jvm));
    }
    return jvms.isEmpty()
        ? Finding.notApplicable("no JVM runs in a workload with a request")
        : Finding.orPass(jvms.entrySet().stream()
            .flatMap(entry -> look(entry.getKey(), entry.getValue()).stream())
            .toList());
  }

  /** Returns what is wrong with the first that is wrong: the others of a workload are like it. */
  private static Optional<Finding> look(Member member, List<JvmProcess> jvms) {
    long least = Math.max(1, member.request().millis() / 1000);
    long most = member.request().wholeCpus() * MOST_TIMES;
    return jvms.stream()
        .filter(jvm -> jvm.cpus() < least || jvm.cpus() > most)
        .findFirst()
        .map(jvm -> Finding.violation(
            Subject.of(member.id()),
            "the JVM " + jvm.processId() + " of " + member.id() + " sees " + jvm.cpus() + " CPUs ("
                + jvm.because() + "), and " + member.request() + " are requested",
            new Evidence(least + " to " + most, Integer.toString(jvm.cpus()), Unit.CPUS, null)));
  }
}
