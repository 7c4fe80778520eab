package io.temper.lint.placement;

import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.rule.Subject;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.CgroupPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose threads are whose: by the nearest control group that the plan names. */
final class Owners {
  private final Map<CgroupPath, Member> byCgroup = new HashMap<>();

  Owners(EnforcementPlan plan) {
    for (Member member : plan.members()) {
      CgroupPath cgroup = member.cgroup();
      if (cgroup != null) {
        byCgroup.put(cgroup, member);
      }
    }
  }

  Optional<Member> of(CgroupPath cgroup) {
    return cgroup.outwards().stream()
        .flatMap(path -> Optional.ofNullable(byCgroup.get(path)).stream())
        .findFirst();
  }

  /** Returns the workload of a thread, or else its process. */
  Subject subject(ThreadPlacement thread) {
    return of(thread.cgroup())
        .map(member -> Subject.of(member.id()))
        .orElseGet(() -> Subject.named(Subject.Kind.PROCESS, thread.name()));
  }
}
