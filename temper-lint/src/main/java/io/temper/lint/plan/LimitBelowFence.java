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
import io.temper.plan.Member;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cores that nobody else may use, and that their owners cannot fill. */
final class LimitBelowFence {
  static final LintRule RULE = LintRule.named("limit_below_fence", LintScope.PLAN, Severity.INFO)
      .title("The limits behind a fence let its owners use it")
      .why("A fence is whole cores. If all workloads behind it have limits that together are below"
          + " it, a part of it is idle for ever, and nobody else may use it.")
      .remediation("Raise the limits to the CPUs of the fence, or remove them.")
      .needs(Fact.PLAN, Fact.WORKLOADS)
      .check(Fences.thatOfTiers(LimitBelowFence::look));

  private LimitBelowFence() {}

  private static Stream<Finding> look(TierFence fence, LintInput input) {
    long owned = 1000L * fence.cpus().size();
    return limits(fence, input)
        .filter(sum -> sum.millis() < owned)
        .map(sum -> Finding.violation(
            Subject.of(fence.tier()),
            "layer " + fence.tier().name() + " owns " + fence.cpus().size()
                + " CPUs, but its workloads are limited to " + sum + " together",
            Evidence.atLeast(owned, sum.millis(), Unit.CPU_MILLIS)))
        .stream();
  }

  /** Returns the sum of the limits; empty if a member has none. */
  private static Optional<CpuQuantity> limits(TierFence fence, LintInput input) {
    Map<WorkloadId, Workload> workloads = input.get(Fact.WORKLOADS).stream()
        .collect(Collectors.toMap(Workload::id, Function.identity()));
    List<CpuQuantity> limits = new ArrayList<>();
    for (Member member : input.get(Fact.PLAN).members()) {
      if (fence.owns(member)) {
        Optional<CpuQuantity> limit =
            Optional.ofNullable(workloads.get(member.id())).flatMap(Workload::limit);
        if (limit.isEmpty()) {
          return Optional.empty();
        }
        limits.add(limit.get());
      }
    }
    return limits.stream().reduce(CpuQuantity::plus);
  }
}
