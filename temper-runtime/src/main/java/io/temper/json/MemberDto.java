package io.temper.json;

import static io.temper.json.Absent.require;
import static io.temper.json.Absent.requireList;

import io.temper.plan.Member;
import io.temper.tier.IgnoredAnnotation;
import io.temper.tier.TierAssignment;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workload's place as it is written; without a tier it is in the system layer. */
record MemberDto(
    String namespace,
    String name,
    String uid,
    String layer,
    @Nullable String tier,
    ReasonDto reason,
    List<IgnoredDto> ignored,
    long requestMillis,
    @Nullable String cgroup) {
  /** Refuses what is absent. */
  MemberDto {
    require("namespace", namespace);
    require("name", name);
    require("uid", uid);
    require("layer", layer);
    require("reason", reason);
    ignored = requireList("ignored", ignored);
  }

  static MemberDto of(Member member) {
    TierAssignment assignment = member.assignment();
    CgroupPath cgroup = member.cgroup();
    return new MemberDto(
        member.id().namespace(),
        member.id().name(),
        member.id().uid(),
        member.layer(),
        assignment.tier().map(WireName::of).orElse(null),
        ReasonDto.of(assignment.reason()),
        assignment.ignored().stream().map(IgnoredDto::of).toList(),
        member.request().millis(),
        cgroup == null ? null : cgroup.value());
  }

  Member toDomain() {
    return new Member(
        new WorkloadId(namespace, name, uid),
        layer,
        assignment(),
        CpuQuantity.ofMillis(requestMillis),
        cgroup == null ? null : new CgroupPath(cgroup));
  }

  private TierAssignment assignment() {
    List<IgnoredAnnotation> annotations =
        ignored.stream().map(IgnoredDto::toDomain).toList();
    return tier == null
        ? new TierAssignment.InSystemLayer(reason.toDomain(), annotations)
        : new TierAssignment.InTier(WireName.tier(tier), reason.toDomain(), annotations);
  }
}
