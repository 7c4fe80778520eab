package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan that follows another one: what stays, what moves, and how far. */
class PlanMemoryTest {
  private static final TierPlanner PLANNER = TierPlanner.standard();

  private static Workload pod(String name, Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  /** Plans one after the other, each from the plan before. */
  private static EnforcementPlan chain(String node, long... criticalMillis) {
    EnforcementPlan plan = null;
    for (long millis : criticalMillis) {
      plan = PLANNER.plan(
          WorkloadSet.of(pod("c", Tier.CRITICAL, millis)),
          NodeTopology.parse(node),
          PlanContext.NONE.withPrevious(plan));
    }
    return Objects.requireNonNull(plan);
  }

  private static EnforcementPlan withFence(EnforcementPlan plan, CpuSet fence) {
    List<Layer> layers = plan.layers().stream()
        .map(layer -> isCritical(layer) ? moved(layer, fence) : layer)
        .toList();
    return new EnforcementPlan(layers, plan.members(), plan.systemCgroups(), plan.decisions());
  }

  private static boolean isCritical(Layer layer) {
    return layer.role() == LayerRole.CRITICAL;
  }

  private static Layer moved(Layer from, CpuSet fence) {
    return new Layer(
        from.name(),
        from.role(),
        new LayerKind.Confined(fence),
        from.weight(),
        from.slice(),
        from.isProtected(),
        from.preempts(),
        from.requested(),
        from.ceiling());
  }

  private static CpuSet cpus(EnforcementPlan plan, LayerRole role) {
    return plan.layer(role).orElseThrow().cpus();
  }

  private static List<String> decisions(EnforcementPlan plan) {
    return plan.decisions().stream()
        .filter(decision -> !(decision instanceof Decision.OmittedTier))
        .map(Decision::name)
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}m then {2}m -> {3}, {4}")
  @CsvSource({
    // Growth that is needed happens at once.
    "8c, 2000, 2001, 1-3, ''",
    // 100 m below the boundary the CPU is given back, and not before.
    "8c, 2001, 2000, 1-3, CpusKept",
    "8c, 2001, 1901, 1-3, CpusKept",
    "8c, 2001, 1900, 1-2, ''",
    "8c, 7000, 500, 1, ''",
    "8c, 7000, 1950, 1-3, CpusKept",
    // Whole cores: with SMT, two CPUs are one core.
    "4c8t, 2001, 1901, '1-2,5-6', 'CpusKept'",
    "4c8t, 2001, 1900, '1,5', SmtSharing",
    "4c8t, 3500, 2500, '1-2,5-6', SmtSharing",
    // A fence that grows stays with its cache as long as that has cores.
    "4l16c, 4000, 5000, 4-8, SpansCaches",
    "2n4l16c, 4000, 5000, 8-12, SpansCaches",
    // … then with its NUMA node, then with any.
    "2s4l8c, 2000, 4000, 4-7, SpansCaches",
    "2s4l8c, 4000, 6000, 2-7, SpansCaches",
    "2s4l8c, 3000, 6000, 2-7, SpansCaches",
    // Giving back, it leaves the cache that it has less of.
    "4l16c, 5000, 4000, 4-8, 'SpansCaches,CpusKept'",
    "4l16c, 5000, 3900, 4-7, ''",
  })
  void plan_afterAnother_movesOnlyWhatMust(
      String node, long before, long after, String cpus, String decisions) {
    EnforcementPlan plan = chain(node, before, after);
    assertThat(cpus(plan, LayerRole.CRITICAL)).isEqualTo(CpuSet.parse(cpus));
    assertThat(String.join(",", decisions(plan))).isEqualTo(decisions);
  }

  @Test
  void plan_requestToAndFroAcrossABoundary_movesNothing() {
    EnforcementPlan first = chain("8c", 1990, 2010);
    EnforcementPlan last = chain("8c", 1990, 2010, 1990, 2010, 1950, 2049, 2010);
    assertThat(last).isEqualTo(first);
  }

  @Test
  void cpusKept_namesWhereItGivesThemBack() {
    EnforcementPlan plan = chain("4c8t", 2001, 1950);
    assertThat(plan.decisions())
        .contains(new Decision.CpusKept(
            "critical",
            CpuQuantity.ofMillis(1950),
            CpuSet.of(1, 2, 5, 6),
            CpuQuantity.ofMillis(1900)));
    assertThat(plan.decisions().get(0).sentence())
        .isEqualTo(
            "Layer critical keeps 4 CPUs (1-2,5-6) although its requests of 1950m CPUs need fewer: it"
                + " gives some back at 1900m CPUs or less, so that small changes move nothing.");
  }

  @Test
  void fence_thatStaysWhereItGrew_saysThatAPlanFromScratchWouldBeCloser() {
    EnforcementPlan plan = chain("2l8c", 3000);
    assertThat(cpus(plan, LayerRole.CRITICAL)).isEqualTo(CpuSet.range(4, 6));
    EnforcementPlan before = withFence(plan, CpuSet.range(3, 5));
    EnforcementPlan after = PLANNER.plan(
        WorkloadSet.of(pod("c", Tier.CRITICAL, 3000)),
        NodeTopology.parse("2l8c"),
        PlanContext.after(before));
    assertThat(after.decisions())
        .contains(new Decision.SpansCaches("critical", 3, CpuSet.range(3, 5), 2, 1, 4));
    assertThat(after.decisions().get(0).sentence())
        .isEqualTo(
            "The CPUs of layer critical (3-5) lie in 2 last-level caches of 1 NUMA node: it asks for"
                + " 3 CPUs, and they stay with it although one cache domain has 4 for it; a plan from"
                + " scratch would move them.");
  }

  @Test
  void growingFence_takesWhatNobodyPrefersFirst() {
    NodeTopology node = NodeTopology.parse("8c");
    Workload high = pod("h", Tier.HIGH, 2000);
    EnforcementPlan before =
        PLANNER.plan(WorkloadSet.of(pod("a", Tier.CRITICAL, 1000), high), node);
    assertThat(cpus(before, LayerRole.CRITICAL)).isEqualTo(CpuSet.of(1));
    assertThat(cpus(before, LayerRole.HIGH)).isEqualTo(CpuSet.of(2, 3));

    WorkloadSet more =
        WorkloadSet.of(pod("a", Tier.CRITICAL, 1000), pod("b", Tier.CRITICAL, 3000), high);
    EnforcementPlan after = PLANNER.plan(more, node, PlanContext.after(before));
    assertThat(cpus(after, LayerRole.CRITICAL)).isEqualTo(CpuSet.of(1, 4, 5, 6));
    assertThat(cpus(after, LayerRole.HIGH)).isEqualTo(CpuSet.of(2, 3));
  }

  /** What nobody has is not enough: normal has to leave before high. */
  @Test
  void growingFence_whenNothingIsFree_takesFromTheLowestLayerFirst() {
    NodeTopology node = NodeTopology.parse("8c");
    Workload high = pod("h", Tier.HIGH, 2000);
    Workload normal = pod("n", Tier.NORMAL, 2000);
    EnforcementPlan before =
        PLANNER.plan(WorkloadSet.of(pod("c", Tier.CRITICAL, 1000), high, normal), node);
    assertThat(cpus(before, LayerRole.HIGH)).isEqualTo(CpuSet.of(2, 3));
    assertThat(cpus(before, LayerRole.NORMAL)).isEqualTo(CpuSet.of(0, 4));

    WorkloadSet more = WorkloadSet.of(pod("c", Tier.CRITICAL, 5000), high, normal);
    EnforcementPlan after = PLANNER.plan(more, node, PlanContext.after(before));
    assertThat(cpus(after, LayerRole.CRITICAL)).isEqualTo(CpuSet.parse("1,4-7"));
    assertThat(cpus(after, LayerRole.HIGH)).isEqualTo(CpuSet.of(2, 3));
    assertThat(cpus(after, LayerRole.NORMAL)).isEqualTo(CpuSet.of(0));
  }

  /** Three slow cores and the reserve, two fast ones, all with one cache. */
  @Test
  void growingFence_takesAFastCoreOfALowerLayerBeforeASlowOneOfNobody() {
    NodeTopology node = twoSpeeds(6, CpuSet.range(0, 5), CpuSet.range(0, 5));
    Workload high = pod("h", Tier.HIGH, 1000);
    EnforcementPlan before = PLANNER.plan(WorkloadSet.of(high), node);
    assertThat(cpus(before, LayerRole.HIGH)).isEqualTo(CpuSet.of(4));

    EnforcementPlan one = PLANNER.plan(
        WorkloadSet.of(high, pod("c", Tier.CRITICAL, 1000)), node, PlanContext.after(before));
    assertThat(cpus(one, LayerRole.CRITICAL)).isEqualTo(CpuSet.of(5));
    EnforcementPlan two = PLANNER.plan(
        WorkloadSet.of(high, pod("c", Tier.CRITICAL, 2000)), node, PlanContext.after(one));
    assertThat(cpus(two, LayerRole.CRITICAL)).isEqualTo(CpuSet.of(4, 5));
    assertThat(cpus(two, LayerRole.HIGH)).isEqualTo(CpuSet.of(1));
  }

  /** Nobody has to leave the slow cache, but the fast one is where a plan from scratch would begin. */
  @Test
  void firstFence_whereOnlySlowCoresAreFree_takesTheFastOnes() {
    NodeTopology node = twoSpeeds(6, CpuSet.range(0, 3), CpuSet.range(4, 5));
    Workload high = pod("h", Tier.HIGH, 1000);
    EnforcementPlan before = PLANNER.plan(WorkloadSet.of(high), node);
    assertThat(cpus(before, LayerRole.HIGH)).isEqualTo(CpuSet.of(4));

    EnforcementPlan after = PLANNER.plan(
        WorkloadSet.of(high, pod("c", Tier.CRITICAL, 2000)), node, PlanContext.after(before));
    assertThat(cpus(after, LayerRole.CRITICAL)).isEqualTo(CpuSet.of(4, 5));
  }

  /** The last two CPUs are fast, the others slow. */
  private static NodeTopology twoSpeeds(int count, CpuSet cacheOfSlow, CpuSet cacheOfFast) {
    List<Cpu> cpus = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      boolean fast = id >= count - 2;
      cpus.add(
          new Cpu(id, CpuSet.of(id), fast ? cacheOfFast : cacheOfSlow, 0, 0, fast ? 1024 : 400));
    }
    return NodeTopology.of(cpus, CpuSet.empty());
  }

  /** The high layer grows from core to core of its cache, and beyond it last. */
  @Test
  void growingPreference_staysInItsCacheAndSpreadsOverCores() {
    NodeTopology node = NodeTopology.parse("2l8c16t");
    EnforcementPlan one = PLANNER.plan(WorkloadSet.of(pod("h", Tier.HIGH, 2000)), node);
    assertThat(cpus(one, LayerRole.HIGH)).isEqualTo(CpuSet.of(4, 5));

    EnforcementPlan four = grown(one, node, 4000);
    assertThat(cpus(four, LayerRole.HIGH)).isEqualTo(CpuSet.range(4, 7));
    EnforcementPlan six = grown(four, node, 6000);
    assertThat(cpus(six, LayerRole.HIGH)).isEqualTo(CpuSet.parse("4-7,12-13"));
    EnforcementPlan nine = grown(six, node, 9000);
    assertThat(cpus(nine, LayerRole.HIGH)).isEqualTo(CpuSet.parse("1,4-7,12-15"));
    EnforcementPlan back = grown(nine, node, 2900);
    assertThat(cpus(back, LayerRole.HIGH)).isEqualTo(CpuSet.range(4, 6));
  }

  private static EnforcementPlan grown(EnforcementPlan before, NodeTopology node, long millis) {
    return PLANNER.plan(
        WorkloadSet.of(pod("h", Tier.HIGH, millis)), node, PlanContext.after(before));
  }

  @Test
  void firstFence_onABusyNode_takesWhatNobodyPrefersFirst() {
    NodeTopology node = NodeTopology.parse("4l16c");
    EnforcementPlan before = PLANNER.plan(WorkloadSet.of(pod("h", Tier.HIGH, 3000)), node);
    assertThat(cpus(before, LayerRole.HIGH)).isEqualTo(CpuSet.range(4, 6));

    WorkloadSet more = WorkloadSet.of(pod("h", Tier.HIGH, 3000), pod("c", Tier.CRITICAL, 4000));
    EnforcementPlan after = PLANNER.plan(more, node, PlanContext.after(before));
    assertThat(cpus(after, LayerRole.CRITICAL)).isEqualTo(CpuSet.range(8, 11));
    assertThat(cpus(after, LayerRole.HIGH)).isEqualTo(CpuSet.range(4, 6));
  }

  @Test
  void fence_whoseCoreGoesOffline_movesThatPartOnly() {
    WorkloadSet pods = WorkloadSet.of(pod("c", Tier.CRITICAL, 3000));
    NodeTopology full = NodeTopology.parse("8c");
    EnforcementPlan before = PLANNER.plan(pods, full);
    assertThat(cpus(before, LayerRole.CRITICAL)).isEqualTo(CpuSet.range(1, 3));

    CpuSet off = CpuSet.of(2);
    NodeTopology less = NodeTopology.of(
        full.cpus().stream()
            .filter(cpu -> cpu.id() != 2)
            .map(cpu -> new Cpu(
                cpu.id(), cpu.siblings(), cpu.cacheSharers().minus(off), 0, 0, cpu.capacity()))
            .toList(),
        off);
    EnforcementPlan during = PLANNER.plan(pods, less, PlanContext.after(before));
    assertThat(cpus(during, LayerRole.CRITICAL)).isEqualTo(CpuSet.parse("1,3-4"));
    EnforcementPlan after = PLANNER.plan(pods, full, PlanContext.after(during));
    assertThat(cpus(after, LayerRole.CRITICAL)).isEqualTo(CpuSet.parse("1,3-4"));
  }

  @Test
  void fence_thatIsRestored_startsFromScratch() {
    NodeTopology node = NodeTopology.parse("4c8t");
    Workload small = pod("a", Tier.CRITICAL, 2000);
    EnforcementPlan demoted =
        PLANNER.plan(WorkloadSet.of(small, pod("b", Tier.CRITICAL, 5000)), node);
    assertThat(decisions(demoted)).contains("Demoted");

    EnforcementPlan restored =
        PLANNER.plan(WorkloadSet.of(small), node, PlanContext.after(demoted));
    assertThat(restored).isEqualTo(PLANNER.plan(WorkloadSet.of(small), node));
  }
}
