package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.CoexistenceDecision;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.plan.WorkloadSample;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.IgnoredAnnotation;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierReason;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan with every case that the wire format knows; nothing that a planner would make. */
final class SamplePlan {
  private static final WorkloadId WEB = new WorkloadId("shop", "web", "0f-1");
  private static final WorkloadSample SAMPLE = WorkloadSample.of(List.of(WEB));
  private static final CpuSet CPUS = CpuSet.parse("0-1,4-5");

  static final EnforcementPlan PLAN = new EnforcementPlan(
      layers(), members(), List.of(new CgroupPath("/system.slice")), decisions());

  private SamplePlan() {}

  private static List<Layer> layers() {
    return List.of(
        layer(LayerRole.SYSTEM, new LayerKind.Open(), 10_000),
        layer(LayerRole.CRITICAL, new LayerKind.Confined(CPUS), 800),
        layer(LayerRole.HIGH, new LayerKind.Grouped(CPUS), 400),
        layer(LayerRole.NORMAL, new LayerKind.Grouped(CpuSet.empty()), 100),
        layer(LayerRole.DEFAULT, new LayerKind.Open(), 50),
        layer(LayerRole.LOW, new LayerKind.Open(), 50),
        layer(LayerRole.BACKGROUND, new LayerKind.Open(), 1));
  }

  private static Layer layer(LayerRole role, LayerKind kind, int weight) {
    boolean strong = role.rank() >= LayerRole.HIGH.rank();
    return new Layer(
        WireName.of(role),
        role,
        kind,
        weight,
        Duration.ofNanos(2_500_000),
        strong,
        strong,
        CpuQuantity.ofMillis(1500),
        role == LayerRole.LOW ? CpuQuantity.ofMillis(2750) : null);
  }

  private static List<Member> members() {
    CgroupPath cgroup = new CgroupPath("/kubepods/pod0f-1");
    return List.of(
        member("a", "critical", inTier(new TierReason.ByPriority(7, Tier.CRITICAL, 5)), cgroup),
        member("b", "normal", inTier(new TierReason.ByDefault(Tier.NORMAL)), null),
        member("c", "low", inTier(new TierReason.ByAnnotation("temper.io/tier", Tier.LOW)), null),
        member(
            "d",
            "background",
            inTier(new TierReason.ByServiceClass(ServiceClass.BEST_EFFORT, Tier.BACKGROUND)),
            null),
        member(
            "e",
            "background",
            inTier(new TierReason.ByPriority(-500, Tier.BACKGROUND, Integer.MIN_VALUE)),
            null),
        member(
            "f",
            "system",
            new TierAssignment.InSystemLayer(
                new TierReason.BySystemPriority("system-node-critical"), List.of()),
            null));
  }

  private static TierAssignment inTier(TierReason reason) {
    Tier tier = reason instanceof TierReason.ByPriority by
        ? by.tier()
        : reason instanceof TierReason.ByAnnotation by
            ? by.tier()
            : reason instanceof TierReason.ByServiceClass by ? by.tier() : Tier.NORMAL;
    return new TierAssignment.InTier(
        tier, reason, List.of(new IgnoredAnnotation("infera.io/tier", "royal", "no such tier")));
  }

  private static Member member(
      String name, String layer, TierAssignment assignment, @Nullable CgroupPath cgroup) {
    WorkloadId id = new WorkloadId("shop", name, "uid-" + name);
    return new Member(id, layer, assignment, CpuQuantity.ofMillis(250), cgroup);
  }

  private static List<Decision> decisions() {
    return List.of(
        new Decision.Demoted("critical", 9, 5, 3, SAMPLE),
        new Decision.SmallNode("critical", 4, 2, 1, SAMPLE),
        new Decision.NoRequest("critical", SAMPLE),
        new Decision.UncountedInFence("critical", SAMPLE),
        new Decision.OmittedTier(Tier.BACKGROUND),
        new Decision.SmtSharing("critical", 3, 2, CPUS),
        new Decision.FenceNotEnforceable("critical", CPUS),
        new Decision.GroupsNotDivided(
            "high",
            CpuQuantity.ofMillis(2500),
            List.of(ThreadTreatment.LATENCY, ThreadTreatment.YIELD)),
        new Decision.NoExclusiveCores("critical", CPUS, 4),
        new Decision.CeilingFromLimits("low", CpuQuantity.ofMillis(2750), SAMPLE, null),
        new Decision.CeilingFromLimits(
            "low", CpuQuantity.ofMillis(2750), SAMPLE, CpuQuantity.ofCpus(3)),
        new Decision.CeilingBelowLimits(
            "high", CpuQuantity.ofMillis(1), CpuQuantity.ofMillis(1500)),
        new Decision.CeilingRaised("critical", CpuQuantity.ofMillis(999), CpuQuantity.ofCpus(4)),
        new Decision.CeilingNotEnforceable("low", CpuQuantity.ofMillis(500)),
        new Decision.IgnoredTierAnnotation("infera.io/tier", "there is no such tier", SAMPLE),
        new Decision.LimitNotEnforced(SAMPLE),
        new Decision.TierInflation(7, 9, CpuQuantity.ofMillis(5250), CpuQuantity.ofCpus(6), 8),
        new Decision.SpansCaches("critical", 3, CPUS, 2, 1, 2),
        new Decision.CpusKept(
            "critical", CpuQuantity.ofMillis(2950), CPUS, CpuQuantity.ofMillis(2900)),
        new CoexistenceDecision.ExclusiveElsewhere("kubelet CPU manager", CPUS, 2),
        new CoexistenceDecision.ExclusiveMembers("critical", SAMPLE),
        new CoexistenceDecision.CpusetOutsideFence("critical", CPUS, SAMPLE),
        new CoexistenceDecision.CpusetInsideFence("critical", CPUS, SAMPLE),
        new CoexistenceDecision.InterruptsOnFence("critical", CPUS, 12, List.of(24, 31)),
        new CoexistenceDecision.ConstraintUnknown("/x: permission denied"));
  }
}
