package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.List;

/** A request that no plan can serve; so it needs none, and pods that wait for a node are judged, too. */
final class WorkloadAboveNode {
  static final LintRule RULE = LintRule.named("workload_above_node", LintScope.PLAN, Severity.ERROR)
      .title("A workload requests no more than the node has")
      .why(
          "It can never get what it requests here, whatever its tier; of the critical tier it takes"
              + " the fence from all others, too.")
      .remediation("Lower resources.requests.cpu, or use larger nodes.")
      .needs(Fact.WORKLOADS, Fact.TOPOLOGY)
      .field(ManifestField.RESOURCES)
      .check(WorkloadAboveNode::check);

  private WorkloadAboveNode() {}

  private static List<Finding> check(LintInput input) {
    List<Workload> workloads = input.get(Fact.WORKLOADS).asList();
    if (workloads.isEmpty()) {
      return Finding.notApplicable("there is no workload");
    }
    CpuQuantity node = CpuQuantity.ofCpus(input.get(Fact.TOPOLOGY).online().size());
    return Finding.orPass(workloads.stream()
        .filter(workload -> workload.request().compareTo(node) > 0)
        .map(workload -> Finding.violation(
            Subject.of(workload.id()),
            workload.id() + " requests " + workload.request() + " CPUs, and the node has " + node,
            Evidence.atMost(node.millis(), workload.request().millis(), Unit.CPU_MILLIS)))
        .toList());
  }
}
