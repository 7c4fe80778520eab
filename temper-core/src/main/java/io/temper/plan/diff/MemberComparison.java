package io.temper.plan.diff;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds what differs in the members of two plans, in one walk over both lists, which are sorted. */
final class MemberComparison {
  private final List<PlanChange> changes = new ArrayList<>();

  private MemberComparison() {}

  static List<PlanChange> compare(EnforcementPlan before, EnforcementPlan after) {
    MemberComparison comparison = new MemberComparison();
    comparison.walk(before.members(), after.members());
    comparison.addSystemGroups(
        new TreeSet<>(before.systemCgroups()), new TreeSet<>(after.systemCgroups()));
    return comparison.changes;
  }

  private void walk(List<Member> before, List<Member> after) {
    int old = 0;
    int now = 0;
    while (old < before.size() || now < after.size()) {
      int order = order(before, old, after, now);
      if (order < 0) {
        Member gone = before.get(old++);
        changes.add(new MemberChange.MemberLeft(gone.id(), gone.layer()));
      } else if (order > 0) {
        Member added = after.get(now++);
        changes.add(new MemberChange.MemberJoined(added.id(), added.layer()));
      } else {
        add(before.get(old++), after.get(now++));
      }
    }
  }

  /** Returns which list has the lower id next: negative for the first, positive for the second. */
  private static int order(List<Member> before, int old, List<Member> after, int now) {
    if (old == before.size()) {
      return 1;
    }
    return now == after.size()
        ? -1
        : before.get(old).id().compareTo(after.get(now).id());
  }

  private void add(Member before, Member after) {
    if (!before.layer().equals(after.layer())) {
      changes.add(new MemberChange.MemberMoved(after.id(), before.layer(), after.layer()));
    }
    if (!Objects.equals(before.cgroup(), after.cgroup())) {
      changes.add(new MemberChange.MemberRegrouped(after.id(), before.cgroup(), after.cgroup()));
    }
  }

  private void addSystemGroups(Set<CgroupPath> before, Set<CgroupPath> after) {
    for (CgroupPath group : after) {
      if (!before.contains(group)) {
        changes.add(new MemberChange.SystemGroupJoined(group));
      }
    }
    for (CgroupPath group : before) {
      if (!after.contains(group)) {
        changes.add(new MemberChange.SystemGroupLeft(group));
      }
    }
  }
}
