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

/** A thread that moves to another last-level cache leaves there what it had cached. */
final class FenceAcrossCaches {
  static final LintRule RULE = LintRule.named("fence_across_caches", LintScope.PLAN, Severity.INFO)
      .title("A fence lies within one last-level cache")
      .why("Threads that move between caches lose what they have cached, and shared data travels"
          + " between them. The planner avoids it wherever one cache has cores enough.")
      .remediation("Request less CPU on this node, so that one cache holds the fence, or spread the"
          + " critical workloads over more nodes.")
      .needs(Fact.PLAN, Fact.TOPOLOGY)
      .check(Fences.that(FenceAcrossCaches::look));

  private FenceAcrossCaches() {}

  private static Stream<Finding> look(Layer layer, LintInput input) {
    CpuSet fence = layer.kind().fencedCpus();
    long caches = input.get(Fact.TOPOLOGY).caches().stream()
        .filter(cache -> cache.cpus().intersects(fence))
        .count();
    return caches > 1
        ? Stream.of(Finding.violation(
            Subject.of(layer),
            "the fence of layer " + layer.name() + ", CPUs " + fence + ", lies in " + caches
                + " last-level caches",
            Evidence.atMost(1, caches, Unit.CACHES)))
        : Stream.empty();
  }
}
