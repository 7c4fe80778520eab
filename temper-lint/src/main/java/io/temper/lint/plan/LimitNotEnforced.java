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
import io.temper.plan.Decision;
import io.temper.workload.CpuQuantity;
import io.temper.workload.PartLimit;
import io.temper.workload.Workload;
import java.util.List;
import java.util.stream.Collectors;

/** The kernel enforces {@code cpu.max} for its own scheduler only. */
final class LimitNotEnforced {
  static final LintRule RULE = LintRule.named(
          "limit_not_enforced", LintScope.PLAN, Severity.WARNING)
      .title("A CPU limit is enforced while the scheduler is attached")
      .why(
          "The kernel enforces CPU limits for its own scheduler only. While Temper's is attached, a"
              + " workload with a limit may use more; in safe mode the limit holds again, at once.")
      .remediation("Remove the limit where it need not hold; put the workload into a tier with a"
          + " ceiling; or keep it off nodes that enforce tiers.")
      .needs(Fact.PLAN, Fact.WORKLOADS)
      .field(ManifestField.RESOURCES)
      .check(LimitNotEnforced::check);

  private LimitNotEnforced() {}

  private static List<Finding> check(LintInput input) {
    List<Workload> limited =
        input.get(Fact.WORKLOADS).stream().filter(Workload::isLimited).toList();
    if (limited.isEmpty()) {
      return Finding.notApplicable("no workload has a CPU limit");
    }
    boolean isLost = input.get(Fact.PLAN).decisions().stream()
        .anyMatch(decision -> decision instanceof Decision.LimitNotEnforced);
    return Finding.orPass(
        isLost ? limited.stream().map(LimitNotEnforced::violation).toList() : List.of());
  }

  /** Limits of parts matter where the whole has none: else they are within it. */
  private static String limit(Workload workload) {
    return workload
        .limit()
        .map(CpuQuantity::toString)
        .orElseGet(() -> workload.partLimits().stream()
            .map(PartLimit::toString)
            .collect(Collectors.joining(", ")));
  }

  private static Finding violation(Workload workload) {
    return Finding.violation(
            Subject.of(workload.id()),
            "the CPU limit of " + workload.id() + ", " + limit(workload)
                + ", is not enforced while the scheduler is attached",
            Evidence.names("enforced", "not enforced"))
        .withLinesOf(firstLimited(workload));
  }

  /** It is about all parts that have a limit where the whole has none, and they stand in several places. */
  private static String firstLimited(Workload workload) {
    return workload.limit().isPresent() ? "" : workload.partLimits().get(0).part();
  }
}
