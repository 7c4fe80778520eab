package io.temper.lint.node;

import io.temper.lint.fact.CpuManager;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.node.CpuSet;
import java.util.List;

/** Two that give out the same CPUs. */
final class StaticCpuManagerBesideFence {
  static final LintRule RULE = LintRule.named(
          "static_cpu_manager_beside_fence", LintScope.NODE, Severity.WARNING)
      .title("One of kubelet and scheduler gives out cores, not both")
      .why(
          "With the static policy the kubelet binds containers to CPUs that it chooses itself, without"
              + " regard to fences. A container that it binds to fenced CPUs is a guest there, and one that"
              + " is bound elsewhere cannot use its fence.")
      .remediation(
          "Set the kubelet's cpuManagerPolicy to none on nodes that enforce tiers, or use no"
              + " critical workload on this node.")
      .needs(Fact.PLAN, Fact.CPU_MANAGER)
      .check(StaticCpuManagerBesideFence::check);

  private StaticCpuManagerBesideFence() {}

  private static List<Finding> check(LintInput input) {
    CpuSet fences = input.get(Fact.PLAN).fencedCpus();
    if (fences.isEmpty()) {
      return Finding.notApplicable("no layer has a fence");
    }
    CpuManager manager = input.get(Fact.CPU_MANAGER);
    CpuSet both = manager.exclusive().intersect(fences);
    return Finding.orPass(
        manager.isStatic()
            ? List.of(Finding.violation(
                Subject.ALL,
                "the kubelet's CPU manager is static, and CPUs " + fences + " are fenced"
                    + (both.isEmpty() ? "" : "; both have given out CPUs " + both),
                Evidence.names("none", manager.policy())))
            : List.of());
  }
}
