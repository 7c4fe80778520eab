package io.temper.lint.manifest;

import static io.temper.lint.manifest.EachWorkload.violation;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Unit;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import java.util.Set;
import java.util.stream.Stream;

/** The fence is sized by requests, so who requests nothing adds nothing to it. */
final class CriticalWithoutRequest {
  static final LintRule RULE = LintRule.named(
          "critical_without_request", LintScope.MANIFEST, Severity.WARNING)
      .title("A critical workload requests CPU")
      .why(
          "The fence of the critical tier is as large as the requests of its workloads. One without"
              + " a request shares a fence that was sized without it; if none has one, there is no fence.")
      .remediation(
          "Set resources.requests.cpu to what the workload needs, or give it a lower tier.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.RESOURCES)
      .check(EachWorkload.that(
          EachWorkload.inTier(Set.of(Tier.CRITICAL)),
          "no workload is critical",
          CriticalWithoutRequest::look));

  private CriticalWithoutRequest() {}

  private static Stream<Finding> look(Workload workload, LintInput input) {
    return workload.request().isZero()
        ? Stream.of(violation(
            workload,
            workload.id() + " is critical and requests no CPU",
            Evidence.atLeast(1, 0, Unit.CPU_MILLIS)))
        : Stream.empty();
  }
}
