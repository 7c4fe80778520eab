package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Unit;
import io.temper.plan.Decision;
import io.temper.plan.Decision.Demoted;
import io.temper.plan.Decision.SmallNode;
import java.util.stream.Stream;

/** One core stays outside of all fences, so critical workloads can ask for all but one. */
final class CriticalAboveCores {
  static final LintRule RULE = LintRule.named(
          "critical_above_cores", LintScope.PLAN, Severity.ERROR)
      .title("Critical workloads request no more than all cores but one")
      .why(
          "A node keeps one core outside of all fences. If the critical workloads ask for more than"
              + " the rest, the whole tier loses its fence: it is protected, but no longer alone on its"
              + " cores.")
      .remediation("Move one of the named workloads to another node, lower a request, or give one a"
          + " lower tier.")
      .needs(Fact.PLAN)
      .check(LayerDecisions.that(CriticalAboveCores::read));

  private CriticalAboveCores() {}

  private static Stream<Evidence> read(Decision decision) {
    if (decision instanceof Demoted demoted) {
      return Stream.of(Evidence.atMost(demoted.fenceableCores(), demoted.askedCores(), Unit.CORES));
    }
    return decision instanceof SmallNode small
        ? Stream.of(Evidence.atMost(small.fenceableCores(), small.askedCores(), Unit.CORES))
        : Stream.empty();
  }
}
