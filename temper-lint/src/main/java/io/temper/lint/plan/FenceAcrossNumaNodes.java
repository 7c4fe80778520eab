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
import io.temper.node.CpuSet;
import io.temper.plan.Layer;
import java.util.stream.Stream;

/** A thread that moves to another NUMA node is far from its memory. */
final class FenceAcrossNumaNodes {
  static final LintRule RULE = LintRule.named(
          "fence_across_numa_nodes", LintScope.PLAN, Severity.WARNING)
      .title("A fence lies within one NUMA node")
      .why(
          "A thread that moves to another NUMA node leaves its memory behind, and every access to it"
              + " takes longer. The planner avoids it wherever one NUMA node has cores enough.")
      .remediation(
          "Request less CPU on this node, so that one NUMA node holds the fence, or spread the"
              + " critical workloads over more nodes.")
      .needs(Fact.PLAN, Fact.TOPOLOGY)
      .check(Fences.that(FenceAcrossNumaNodes::look));

  private FenceAcrossNumaNodes() {}

  private static Stream<Finding> look(Layer layer, LintInput input) {
    CpuSet fence = layer.kind().fencedCpus();
    long nodes = input.get(Fact.TOPOLOGY).numaNodes().stream()
        .filter(node -> node.cpus().intersects(fence))
        .count();
    return nodes > 1
        ? Stream.of(Finding.violation(
            Subject.of(layer),
            "the fence of layer " + layer.name() + ", CPUs " + fence + ", lies in " + nodes
                + " NUMA nodes",
            Evidence.atMost(1, nodes, Unit.NUMA_NODES)))
        : Stream.empty();
  }
}
