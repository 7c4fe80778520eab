package io.temper.lint.node;

import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.GroupUsages;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import java.util.List;
import java.util.Optional;

/**
 * A workload with what its control group used.
 *
 * @param member its place in the plan
 * @param group what was read of its group
 */
record MemberGroup(Member member, GroupUsage group) {

  /** Returns the workloads whose groups were read. */
  static List<MemberGroup> of(EnforcementPlan plan, GroupUsages usages) {
    return plan.members().stream()
        .flatMap(member -> Optional.ofNullable(member.cgroup())
            .flatMap(usages::of)
            .map(group -> new MemberGroup(member, group))
            .stream())
        .toList();
  }
}
