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
import io.temper.plan.Layer;
import io.temper.workload.CpuQuantity;
import java.util.List;
import java.util.stream.Stream;

/** A promise and a bound that exclude each other. */
final class CeilingBelowRequests {
  static final LintRule RULE = LintRule.named(
          "ceiling_below_requests", LintScope.PLAN, Severity.WARNING)
      .title("The ceiling of a tier is not below what its workloads request")
      .why("The orchestrator has promised these requests. Under a lower ceiling they cannot all get"
          + " them, however idle the node is.")
      .remediation("Raise the tier's entry in [ceilings], or the limits that it follows from.")
      .needs(Fact.PLAN)
      .check(CeilingBelowRequests::check);

  private CeilingBelowRequests() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> capped = input.get(Fact.PLAN).layers().stream()
        .filter(layer -> layer.ceiling() != null)
        .toList();
    return capped.isEmpty()
        ? Finding.notApplicable("no layer has a ceiling")
        : Finding.orPass(capped.stream().flatMap(CeilingBelowRequests::look).toList());
  }

  private static Stream<Finding> look(Layer layer) {
    CpuQuantity ceiling = layer.ceiling();
    return ceiling != null && ceiling.compareTo(layer.requested()) < 0
        ? Stream.of(Finding.violation(
            Subject.of(layer),
            "the workloads of layer " + layer.name() + " request " + layer.requested()
                + ", but may use " + ceiling + " together",
            Evidence.atLeast(layer.requested().millis(), ceiling.millis(), Unit.CPU_MILLIS)))
        : Stream.empty();
  }
}
