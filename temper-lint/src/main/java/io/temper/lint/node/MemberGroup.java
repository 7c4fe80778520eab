package io.temper.lint.node;

import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.GroupUsages;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * Returns the limited groups of each workload that has some: its own, and those right inside of it, as
   * of containers. One inside that is itself a workload's counts for that one only.
   */
  static List<List<MemberGroup>> limited(EnforcementPlan plan, GroupUsages usages) {
    Set<CgroupPath> own = plan.members().stream()
        .flatMap(member -> Optional.ofNullable(member.cgroup()).stream())
        .collect(Collectors.toSet());
    Map<CgroupPath, List<GroupUsage>> byOwner = new HashMap<>();
    for (GroupUsage usage : usages.groups()) {
      if (usage.limit() != null) {
        usage.cgroup().outwards().stream()
            .limit(own.contains(usage.cgroup()) ? 1 : 2)
            .forEach(owner ->
                byOwner.computeIfAbsent(owner, any -> new ArrayList<>()).add(usage));
      }
    }
    return plan.members().stream()
        .map(member ->
            Optional.ofNullable(member.cgroup()).map(byOwner::get).orElse(List.of()).stream()
                .map(usage -> new MemberGroup(member, usage))
                .toList())
        .filter(groups -> !groups.isEmpty())
        .toList();
  }

  /** Returns the limit of a limited group. */
  CpuQuantity limit() {
    return Objects.requireNonNull(group.limit());
  }

  /** Returns the workload's name, and before it that of the group if that is not the workload's own. */
  String name() {
    String path = group.cgroup().value();
    return group.cgroup().equals(member.cgroup())
        ? member.id().toString()
        : path.substring(path.lastIndexOf('/') + 1) + " of " + member.id();
  }
}
