package io.temper.agent.text;

import io.temper.agent.report.explain.Explanation;
import io.temper.agent.report.explain.Explanation.GroupPlace;
import io.temper.agent.report.explain.Explanation.Place;
import io.temper.agent.report.input.Machine;
import io.temper.agent.report.plan.NodePlan;
import io.temper.agent.report.plan.PlanReport;
import io.temper.agent.report.plan.UnplacedPod;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.plan.WorkloadSample;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileChoice;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ProfileReason;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment.InSystemLayer;
import io.temper.tier.TierAssignment.InTier;
import io.temper.tier.TierReason;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports made by hand, so that golden files change with the rendering and with nothing else. */
public final class SampleReports {

  private static final Workload CHECKOUT = Workload.builder(
          new WorkloadId("shop", "checkout", "11111111-2222-3333-4444-555555555555"))
      .priority(1_000_000)
      .priorityClassName("temper-critical")
      .request(CpuQuantity.ofMillis(2500))
      .limit(CpuQuantity.ofCpus(4))
      .build();
  private static final Workload PROXY =
      Workload.builder(WorkloadId.of("kube-system", "proxy")).build();

  private static final Layer CRITICAL = layer(
      LayerRole.CRITICAL, new LayerKind.Grouped(CpuSet.of(0, 1, 4, 5)), 8000, CHECKOUT.request());
  private static final Decision FENCE =
      new Decision.FenceNotEnforceable("critical", CpuSet.of(0, 1, 4, 5));

  private static final Decision CEILING = new Decision.CeilingFromLimits(
      "critical", CpuQuantity.ofCpus(4), WorkloadSample.of(List.of(CHECKOUT.id())), null);

  private static final Member MEMBER = new Member(
      CHECKOUT.id(),
      "critical",
      new InTier(
          Tier.CRITICAL, new TierReason.ByPriority(1_000_000, Tier.CRITICAL, 1_000_000), List.of()),
      CHECKOUT.request(),
      null);

  private static final EnforcementPlan PLAN = new EnforcementPlan(
      List.of(
          layer(LayerRole.SYSTEM, new LayerKind.Open(), 500, CpuQuantity.ZERO),
          CRITICAL,
          layer(LayerRole.DEFAULT, new LayerKind.Open(), 800, CpuQuantity.ZERO)),
      List.of(
          new Member(
              PROXY.id(),
              "system",
              new InSystemLayer(new TierReason.BySystemPriority("system-node-critical"), List.of()),
              CpuQuantity.ZERO,
              null),
          MEMBER),
      List.of(),
      List.of(FENCE, CEILING, new Decision.OmittedTier(Tier.LOW)));

  private static final Machine MACHINE = new Machine(
      "host", NodeTopology.parse("4c8t"), List.of("The kernel tells of no cache: one is assumed."));

  private static final ProfileGroup FLUSH =
      ProfileGroup.of("flush", ThreadTreatment.YIELD, "flush-*");

  private static final ThreadProfile SHOP = new ThreadProfile(
      "shop", "shop.toml", false, List.of(), MachineFilter.ANY, false, List.of(FLUSH));

  private SampleReports() {}

  /** Returns one node with a fence that is not enforced, and pods that are on no node. */
  public static PlanReport plan() {
    return new PlanReport(
        MACHINE,
        List.of(new NodePlan("node-1", WorkloadSet.of(CHECKOUT, PROXY), PLAN)),
        List.of(new UnplacedPod(WorkloadId.of("shop", "waiting"), "pending")),
        List.of(new UnplacedPod(WorkloadId.of("jobs", "done"), "succeeded")),
        new TreeMap<>(Map.of("Service", 2)));
  }

  /** Returns a list without a pod. */
  public static PlanReport nothing() {
    return new PlanReport(MACHINE, List.of(), List.of(), List.of(), new TreeMap<>());
  }

  /** Returns why the Critical pod of {@link #plan()} is where it is. */
  public static Explanation explanation() {
    return new Explanation(
        CHECKOUT,
        "running",
        PLAN,
        MEMBER,
        new ProfileChoice(
            SHOP, new ProfileReason.ByAnnotation("temper.io/workload-profile", "shop")),
        Optional.of(new Place(
            "node-1",
            MACHINE,
            CRITICAL,
            1,
            List.of(new GroupPlace(FLUSH, "critical")),
            List.of(FENCE, CEILING))));
  }

  private static Layer layer(LayerRole role, LayerKind kind, int weight, CpuQuantity requested) {
    return new Layer(
        role.label(),
        role,
        kind,
        weight,
        Duration.ofMillis(5),
        false,
        false,
        requested,
        role == LayerRole.CRITICAL ? CpuQuantity.ofCpus(4) : null);
  }
}
