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

/** Preferences and weights are sized by requests. */
final class RequestMissing {
  static final LintRule RULE = LintRule.named("request_missing", LintScope.MANIFEST, Severity.INFO)
      .title("A workload of the high or normal tier requests CPU")
      .why(
          "The CPUs that a tier prefers, and its share of a CPU that is wanted by others too, follow"
              + " from the requests of its workloads. One without a request counts for nothing in both.")
      .remediation("Set resources.requests.cpu to what the workload needs.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.RESOURCES)
      .check(EachWorkload.that(
          EachWorkload.inTier(Set.of(Tier.HIGH, Tier.NORMAL)),
          "no workload is in the high or normal tier",
          RequestMissing::look));

  private RequestMissing() {}

  private static Stream<Finding> look(Workload workload, LintInput input) {
    return workload.request().isZero()
        ? Stream.of(violation(
            workload, workload.id() + " requests no CPU", Evidence.atLeast(1, 0, Unit.CPU_MILLIS)))
        : Stream.empty();
  }
}
