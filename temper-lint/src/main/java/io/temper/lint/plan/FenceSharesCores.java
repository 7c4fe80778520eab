package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Unit;
import io.temper.plan.Decision;
import io.temper.plan.Decision.SmtSharing;
import java.util.stream.Stream;

/** Two busy threads on one core get less than two cores' worth of work done. */
final class FenceSharesCores {
  static final LintRule RULE = LintRule.named("fence_shares_cores", LintScope.PLAN, Severity.INFO)
      .title("A fence has a core for each CPU that is requested")
      .why(
          "Requests are in logical CPUs. When as many threads are busy as were requested, some of them"
              + " share a core and slow each other down.")
      .remediation(
          "Where each busy thread shall have a core, request all CPUs of that many cores: twice as many"
              + " where a core has two.")
      .needs(Fact.PLAN)
      .check(LayerDecisions.that(FenceSharesCores::read));

  private FenceSharesCores() {}

  private static Stream<Evidence> read(Decision decision) {
    return decision instanceof SmtSharing sharing
        ? Stream.of(Evidence.of(sharing.askedCpus(), sharing.cores(), Unit.CORES))
        : Stream.empty();
  }
}
