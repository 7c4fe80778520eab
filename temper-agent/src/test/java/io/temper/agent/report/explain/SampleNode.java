package io.temper.agent.report.explain;

import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.InForce;
import io.temper.runtime.NodeView;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.placement.GroupCount;
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Standing;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node with a workload file, in what its agent has published. */
final class SampleNode {
  private static final NodeTopology MACHINE = NodeTopology.parse("4c8t");
  private static final List<WorkloadRule> RULES = List.of(
      new WorkloadRule(
          "web",
          new CgroupPattern("/web.slice"),
          new Standing.OfTier("high"),
          CpuQuantity.ofCpus(1),
          CpuQuantity.ofCpus(2),
          "shop"),
      WorkloadRule.of("batch", new CgroupPattern("/batch.slice/*"), new Standing.OfPriority(-500)));

  private static final ProfileCatalog PROFILES = ProfileCatalog.of(List.of(new ThreadProfile(
      "shop",
      "this test",
      false,
      List.of(),
      MachineFilter.ANY,
      false,
      List.of(ProfileGroup.of("flush", ThreadTreatment.YIELD, "flush-*")))));

  private static final CgroupPath WEB = new CgroupPath("/web.slice");
  private static final CgroupPath FIRST = new CgroupPath("/batch.slice/a");
  private static final CgroupPath SECOND = new CgroupPath("/batch.slice/b");
  private static final CgroupPath SYSTEM = new CgroupPath("/runtime.slice");

  private SampleNode() {}

  /** At generation 2, which brought the second group of batch. */
  static CgroupExplainer explainer() {
    NodeWorkloads after = running(WEB, FIRST, SECOND);
    InForce inForce = InForce.first(config(running(WEB, FIRST), 1)).next(config(after, 2));
    return over(view(after, new NodeState.Enforcing(), 2, inForce));
  }

  /** Before the second group of batch is published. */
  static CgroupExplainer behind() {
    InForce inForce = InForce.first(config(running(WEB, FIRST), 1));
    return over(view(running(WEB, FIRST, SECOND), new NodeState.Enforcing(), 1, inForce));
  }

  static CgroupExplainer notEnforcing() {
    return over(view(running(WEB, FIRST), new NodeState.Observing(), 0, null));
  }

  static CgroupExplainer withoutAPlan() {
    return over(view(null, new NodeState.Idle("not known yet: workloads"), 0, null));
  }

  /** The same, told by another source. */
  static CgroupExplainer of(String source) {
    NodeWorkloads running = running(WEB, FIRST);
    return over(view(running, new NodeState.Observing(), 0, null), source);
  }

  private static CgroupExplainer over(NodeView view) {
    return over(view, "file:/etc/temper/workloads.toml");
  }

  private static CgroupExplainer over(NodeView view, String source) {
    return new CgroupExplainer(
        () -> view,
        () -> RULES,
        source,
        new ProfileExplainer(() -> PROFILES, () -> Optional.of(MACHINE), () -> placement(view)));
  }

  private static PlacementReport placement(NodeView view) {
    return view.inForce() == null
        ? PlacementReport.NOTHING
        : new PlacementReport(
            1,
            List.of(new GroupCount(
                WorkloadId.of(WorkloadRule.NAMESPACE, "web"), "flush", ThreadTreatment.YIELD, 4)),
            4,
            0,
            null);
  }

  private static NodeWorkloads running(CgroupPath... groups) {
    var source = new RuledWorkloads(
        () -> RULES,
        pattern -> List.of(groups).stream().filter(pattern::matches).toList());
    NavigableMap<CgroupPath, Long> ids = new TreeMap<>();
    ids.put(SYSTEM, 100L);
    for (CgroupPath group : groups) {
      ids.put(group, 101L + List.of(WEB, FIRST, SECOND).indexOf(group));
    }
    return new NodeWorkloads(source.workloads(), ids);
  }

  private static EnforcementPlan plan(NodeWorkloads running) {
    var policy = PlanPolicy.STANDARD
        .withTierPolicy(TierPolicy.byRules(RuledWorkloads.tierRules(TierRules.STANDARD)))
        .withSystemCgroups(List.of(SYSTEM));
    return TierPlanner.with(policy).plan(running.workloads(), MACHINE);
  }

  private static KernelConfig config(NodeWorkloads running, long generation) {
    return KernelCompiler.standard()
        .compile(plan(running), MACHINE, running::idOf, generation)
        .config();
  }

  private static NodeView view(
      @Nullable NodeWorkloads running,
      NodeState state,
      long generation,
      @Nullable InForce inForce) {
    var status = new NodeStatus(
        state,
        Instant.EPOCH,
        generation,
        1,
        generation,
        running == null ? null : plan(running),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), null, Circuit.Position.CLOSED, 3));
    return new NodeView(status, running, inForce);
  }
}
