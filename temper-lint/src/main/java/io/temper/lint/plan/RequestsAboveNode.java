package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.Member;
import io.temper.workload.CpuQuantity;
import java.util.List;

/** More was promised than there is. */
final class RequestsAboveNode {
  static final LintRule RULE = LintRule.named(
          "requests_above_node", LintScope.PLAN, Severity.WARNING)
      .title("The workloads of a node request no more than it has")
      .why("Shares keep to tiers, but no scheduler can give more CPUs than there are: when all are"
          + " busy, the lower tiers do not get what they request.")
      .remediation("Move workloads to other nodes, or look whether the machine is the one meant"
          + " (--topology).")
      .needs(Fact.PLAN, Fact.TOPOLOGY)
      .check(RequestsAboveNode::check);

  private RequestsAboveNode() {}

  private static List<Finding> check(LintInput input) {
    List<Member> members = input.get(Fact.PLAN).members();
    if (members.isEmpty()) {
      return Finding.notApplicable("there is no workload");
    }
    CpuQuantity asked =
        members.stream().map(Member::request).reduce(CpuQuantity.ZERO, CpuQuantity::plus);
    int cpus = input.get(Fact.TOPOLOGY).online().size();
    return Finding.orPass(
        asked.compareTo(CpuQuantity.ofCpus(cpus)) > 0
            ? List.of(Finding.violation(
                Subject.ALL,
                "the workloads request " + asked + " CPUs, and the node has " + cpus,
                Evidence.atMost(cpus * 1000L, asked.millis(), Unit.CPU_MILLIS)))
            : List.of());
  }
}
