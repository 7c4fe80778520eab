package io.temper.lint.manifest;

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
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Below one CPU even a single busy thread is stopped in each period. */
final class LimitBelowOneCpu {
  private static final long ONE_CPU = 1000;

  static final LintRule RULE = LintRule.named(
          "limit_below_one_cpu", LintScope.MANIFEST, Severity.WARNING)
      .title("The limit of a critical or high workload lets one thread run")
      .why(
          "Under a limit below one CPU a single busy thread is held still for the rest of each period"
              + " of 100 ms whenever the limit is enforced: on the stock scheduler, in safe mode, and"
              + " wherever the pod moves. No priority helps against that. A container's own limit holds its threads in"
              + " the same way, whatever the other containers have.")
      .remediation("Raise resources.limits.cpu to 1 or more, or remove it.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.RESOURCES)
      .check(EachWorkload.that(
          (workload, input) -> workload.isLimited()
              && EachWorkload.inTier(Set.of(Tier.CRITICAL, Tier.HIGH)).test(workload, input),
          "no critical or high workload has a CPU limit",
          LimitBelowOneCpu::look));

  private LimitBelowOneCpu() {}

  /** A limit of the whole holds each of its parts, so one of a part adds nothing to that. */
  private static Stream<Finding> look(Workload workload, LintInput input) {
    Optional<CpuQuantity> whole = workload.limit().filter(LimitBelowOneCpu::isBelow);
    return whole.isPresent()
        ? whole.stream().map(limit -> violation(workload, workload.id().toString(), limit))
        : workload.partLimits().stream()
            .filter(part -> isBelow(part.limit()))
            .map(part -> violation(workload, part.part() + " of " + workload.id(), part.limit())
                .ofPart(part.part()));
  }

  private static boolean isBelow(CpuQuantity limit) {
    return limit.millis() < ONE_CPU;
  }

  private static Finding violation(Workload workload, String who, CpuQuantity limit) {
    return EachWorkload.violation(
        workload,
        who + " is limited to " + limit + " CPU, less than one thread can use",
        Evidence.atLeast(ONE_CPU, limit.millis(), Unit.CPU_MILLIS));
  }
}
