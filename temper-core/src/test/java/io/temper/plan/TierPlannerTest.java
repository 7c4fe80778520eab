package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.PartLimit;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierPlannerTest {
  private static final TierPlanner FENCING =
      TierPlanner.with(PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES)));

  private static Workload pod(String name, Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  private static EnforcementPlan fencing(String node, Workload... workloads) {
    return FENCING.plan(WorkloadSet.of(workloads), NodeTopology.parse(node));
  }

  private static LayerKind kind(EnforcementPlan plan, LayerRole role) {
    return plan.layer(role).orElseThrow().kind();
  }

  private static List<String> decisions(EnforcementPlan plan) {
    return plan.decisions().stream()
        .filter(decision -> !(decision instanceof Decision.OmittedTier))
        .map(Decision::name)
        .toList();
  }

  private static WorkloadId id(String name) {
    return WorkloadId.of("test", name);
  }

  @Test
  void plan_ofNothing_hasTheTwoBuiltInLayers() {
    EnforcementPlan plan = fencing("4c8t");
    assertThat(plan.layers().stream().map(Layer::role))
        .containsExactly(LayerRole.SYSTEM, LayerRole.DEFAULT);
    assertThat(plan.decisions()).hasSize(5).allMatch(Decision.OmittedTier.class::isInstance);
    assertThat(kind(plan, LayerRole.DEFAULT)).isEqualTo(new LayerKind.Open());
  }

  @ParameterizedTest(name = "{0}: {1} ms, protected {2}, preempts {3}, {4}")
  @CsvSource({
    "SYSTEM, 5, false, true, open, 6",
    "CRITICAL, 5, true, true, confined, 5",
    "HIGH, 10, true, true, grouped, 4",
    "NORMAL, 20, false, false, grouped, 3",
    "DEFAULT, 20, false, false, open, 2",
    "LOW, 30, false, false, open, 2",
    "BACKGROUND, 5, false, false, open, 1",
  })
  void plan_ofEveryTier_treatsEachAsTheTableSays(
      LayerRole role, long sliceMillis, boolean guarded, boolean preempts, String kind, int rank) {
    EnforcementPlan plan = fencing(
        "8c16t",
        pod("c", Tier.CRITICAL, 1000),
        pod("h", Tier.HIGH, 1000),
        pod("n", Tier.NORMAL, 1000),
        pod("l", Tier.LOW, 1000),
        pod("b", Tier.BACKGROUND, 1000));
    assertThat(plan.layers()).hasSize(7);
    Layer layer = plan.layer(role).orElseThrow();
    assertThat(layer.slice()).isEqualTo(Duration.ofMillis(sliceMillis));
    assertThat(layer.isProtected()).isEqualTo(guarded);
    assertThat(layer.preempts()).isEqualTo(preempts);
    assertThat(layer.kind().label()).isEqualTo(kind);
    assertThat(layer.rank()).isEqualTo(rank);
  }

  @ParameterizedTest(name = "{0}, {1}m -> {2}")
  @CsvSource({
    // One core is the reserve; requests are rounded up to CPUs, those to whole cores.
    "8c, 1, 1",
    "8c, 1000, 1",
    "8c, 1001, 1-2",
    "8c, 7000, 1-7",
    "4c8t, 1, '1,5'",
    "4c8t, 2000, '1,5'",
    "4c8t, 2001, '1-2,5-6'",
    "4c8t, 6000, '1-3,5-7'",
    // Within one cache domain, and away from that of the reserve, if it fits.
    "4l16c, 4000, 4-7",
    "2s16c32t, 16000, '8-15,24-31'",
    "2s16c32t, 17000, '1,8-15,17,24-31'",
    // Within one NUMA node if no cache domain holds it.
    "2n4l16c, 5000, 8-12",
    "2n4l16c, 4000, 8-11",
    // Small nodes: only where reserve and whole cores fit.
    "2c, 1000, 1",
    "2c4t, 2000, '1,3'",
    "4c, 3000, 1-3",
  })
  void fence_thatFits_takesWholeCoresCloseTogether(String node, long millis, String cpus) {
    EnforcementPlan plan = fencing(node, pod("c", Tier.CRITICAL, millis));
    assertThat(kind(plan, LayerRole.CRITICAL))
        .isEqualTo(new LayerKind.Confined(CpuSet.parse(cpus)));
  }

  @ParameterizedTest(name = "{0}, {1}m -> {2}")
  @CsvSource({
    "1c, 1, SmallNode, ''",
    "1c2t, 1, SmallNode, ''",
    "2c, 1001, SmallNode, 1",
    "2c4t, 2001, SmallNode, '1,3'",
    "4c, 3001, SmallNode, 1-3",
    "5c, 4001, Demoted, 1-4",
    "1c8t, 1, Demoted, ''",
    "4c8t, 6001, Demoted, '1-3,5-7'",
    "4c8t, 9223372036854775807, Demoted, '1-3,5-7'",
  })
  void fence_thatDoesNotFit_isGroupedAsAWhole(
      String node, long millis, String decision, String preferred) {
    EnforcementPlan plan = fencing(node, pod("c", Tier.CRITICAL, millis));
    assertThat(kind(plan, LayerRole.CRITICAL))
        .isEqualTo(new LayerKind.Grouped(CpuSet.parse(preferred)));
    assertThat(decisions(plan)).containsExactly(decision);
    assertThat(plan.layer(LayerRole.CRITICAL).orElseThrow().isProtected()).isTrue();
  }

  @Test
  void demotion_namesNumbersAndTheFewestPodsThatRestoreTheFence() {
    EnforcementPlan plan = fencing(
        "8c16t",
        pod("a", Tier.CRITICAL, 2000),
        pod("b", Tier.CRITICAL, 9000),
        pod("c", Tier.CRITICAL, 3000),
        pod("d", Tier.CRITICAL, 8000));
    assertThat(plan.decisions())
        .contains(
            new Decision.Demoted("critical", 22, 11, 7, new WorkloadSample(1, List.of(id("b")))));
    assertThat(plan.decisions().get(0).sentence())
        .isEqualTo(
            "Layer critical is grouped instead of confined: its requests of 22 CPUs take 11 whole"
                + " cores, and this node can fence 7. Without test/b it would fit.");
    WorkloadSet without = WorkloadSet.of(
        pod("a", Tier.CRITICAL, 2000),
        pod("c", Tier.CRITICAL, 3000),
        pod("d", Tier.CRITICAL, 8000));
    assertThat(kind(FENCING.plan(without, NodeTopology.parse("8c16t")), LayerRole.CRITICAL))
        .isInstanceOf(LayerKind.Confined.class);
  }

  @Test
  void demotion_ofAPodTooLargeByItself_namesNobody() {
    EnforcementPlan plan = fencing("4c8t", pod("huge", Tier.CRITICAL, 7000));
    assertThat(plan.decisions())
        .contains(new Decision.Demoted("critical", 7, 4, 3, WorkloadSample.none()));
  }

  @Test
  void critical_withoutAnyRequest_isGroupedWithoutPreference() {
    EnforcementPlan plan = fencing("4c8t", pod("a", Tier.CRITICAL, 0), pod("b", Tier.CRITICAL, 0));
    assertThat(kind(plan, LayerRole.CRITICAL)).isEqualTo(new LayerKind.Grouped(CpuSet.empty()));
    assertThat(plan.decisions())
        .contains(
            new Decision.NoRequest("critical", new WorkloadSample(2, List.of(id("a"), id("b")))));
  }

  @Test
  void critical_partlyWithoutRequest_isFencedAndSaysSo() {
    EnforcementPlan plan = fencing("4c", pod("a", Tier.CRITICAL, 0), pod("b", Tier.CRITICAL, 1000));
    assertThat(kind(plan, LayerRole.CRITICAL)).isInstanceOf(LayerKind.Confined.class);
    assertThat(plan.decisions())
        .contains(
            new Decision.UncountedInFence("critical", new WorkloadSample(1, List.of(id("a")))));
  }

  @Test
  void fence_withFewerCoresThanCpus_saysThatThreadsShareCores() {
    EnforcementPlan plan = fencing("2c4t", pod("c", Tier.CRITICAL, 2000));
    assertThat(plan.decisions())
        .contains(new Decision.SmtSharing("critical", 2, 1, CpuSet.of(1, 3)));
    assertThat(decisions(fencing("2c4t", pod("c", Tier.CRITICAL, 1000)))).isEmpty();
    assertThat(decisions(fencing("4c", pod("c", Tier.CRITICAL, 2000)))).isEmpty();
  }

  @Test
  void fence_amongCoresOfDifferentWidth_prefersThoseWithoutSiblings() {
    // Cores {0,4} {1,5} and, their siblings being offline, {2} {3}.
    var full = NodeTopology.parse("4c8t");
    CpuSet off = CpuSet.of(6, 7);
    var cpus = full.cpus().stream()
        .filter(cpu -> !off.contains(cpu.id()))
        .map(cpu ->
            new Cpu(cpu.id(), cpu.siblings().minus(off), cpu.cacheSharers().minus(off), 0, 0))
        .toList();
    EnforcementPlan plan =
        FENCING.plan(WorkloadSet.of(pod("c", Tier.CRITICAL, 2000)), NodeTopology.of(cpus, off));
    assertThat(kind(plan, LayerRole.CRITICAL)).isEqualTo(new LayerKind.Confined(CpuSet.of(2, 3)));
    assertThat(decisions(plan)).isEmpty();
  }

  @Test
  void fence_amongCoresOfDifferentSpeed_takesTheFastest() {
    List<Cpu> cpus = new ArrayList<>();
    for (int id = 0; id < 6; id++) {
      CpuSet self = CpuSet.of(id);
      cpus.add(new Cpu(id, self, CpuSet.range(0, 5), 0, 0, id < 4 ? 400 : 1024));
    }
    EnforcementPlan plan = FENCING.plan(
        WorkloadSet.of(pod("c", Tier.CRITICAL, 2000)), NodeTopology.of(cpus, CpuSet.empty()));
    assertThat(kind(plan, LayerRole.CRITICAL)).isEqualTo(new LayerKind.Confined(CpuSet.of(4, 5)));
  }

  /** The smaller cache domain has the faster cores, and the higher numbers. */
  @Test
  void fence_amongCachesOfDifferentSpeed_takesTheFastest() {
    CpuSet slow = CpuSet.range(0, 4);
    CpuSet fast = CpuSet.range(5, 6);
    NodeTopology node = node(IntStream.rangeClosed(0, 6)
        .mapToObj(id -> new Cpu(
            id,
            CpuSet.of(id),
            slow.contains(id) ? slow : fast,
            0,
            0,
            slow.contains(id) ? 400 : 1024)));
    assertThat(critical(node, 2000)).isEqualTo(CpuSet.of(5, 6));
  }

  /** The node of the higher number has the lower CPUs, beside the reserve the same number. */
  @Test
  void fence_amongEqualNumaNodes_takesThatOfTheLowestCpu() {
    NodeTopology node = node(IntStream.range(0, 12).mapToObj(id -> {
      int first = id / 4 * 4;
      int numaNode = first == 0 ? 2 : first == 4 ? 1 : 0;
      return new Cpu(id, CpuSet.of(id), CpuSet.range(first, first + 3), numaNode, numaNode);
    }));
    assertThat(critical(node, 4000)).isEqualTo(CpuSet.range(4, 7));
  }

  /** The two fast cores are in a NUMA node of their own, which is too small. */
  @Test
  void fence_thatTheFastestNumaNodeDoesNotHold_liesInOneThatDoes() {
    NodeTopology node = node(IntStream.range(0, 8).mapToObj(id -> {
      int first = id < 6 ? id / 3 * 3 : 6;
      CpuSet cache = CpuSet.range(first, id < 6 ? first + 2 : 7);
      int numaNode = id < 6 ? 0 : 1;
      return new Cpu(id, CpuSet.of(id), cache, numaNode, numaNode, id < 6 ? 400 : 1024);
    }));
    assertThat(critical(node, 2000)).isEqualTo(CpuSet.of(6, 7));
    assertThat(critical(node, 4000)).isEqualTo(CpuSet.parse("1,3-5"));
    assertThat(critical(node, 6000)).isEqualTo(CpuSet.parse("1,3-7"));
  }

  /** Cores {0,4} {1,5} and, without siblings, {2} {3}. */
  @ParameterizedTest
  @CsvSource({"2000, 2-3", "3000, 1-3", "4000, '1-3,5'", "5000, '1-3,5'"})
  void grouped_amongCoresOfDifferentWidth_prefersOneThreadOfEachFirst(long millis, String cpus) {
    CpuSet all = CpuSet.range(0, 5);
    NodeTopology node = node(IntStream.range(0, 6)
        .mapToObj(id ->
            new Cpu(id, id % 4 < 2 ? CpuSet.of(id % 4, id % 4 + 4) : CpuSet.of(id), all, 0, 0)));
    EnforcementPlan plan = FENCING.plan(WorkloadSet.of(pod("h", Tier.HIGH, millis)), node);
    assertThat(kind(plan, LayerRole.HIGH)).isEqualTo(new LayerKind.Grouped(CpuSet.parse(cpus)));
  }

  private static NodeTopology node(Stream<Cpu> cpus) {
    return NodeTopology.of(cpus.toList(), CpuSet.empty());
  }

  private static CpuSet critical(NodeTopology node, long millis) {
    return kind(
            FENCING.plan(WorkloadSet.of(pod("c", Tier.CRITICAL, millis)), node), LayerRole.CRITICAL)
        .fencedCpus();
  }

  /** What fits to the last CPU stays: nobody is named beyond whom it takes. */
  @Test
  void demotion_whatFitsExactly_isNotNamed() {
    EnforcementPlan plan = fencing(
        "8c",
        pod("a", Tier.CRITICAL, 5000),
        pod("b", Tier.CRITICAL, 4000),
        pod("c", Tier.CRITICAL, 3000),
        pod("d", Tier.CRITICAL, 0));
    assertThat(plan.decisions())
        .contains(
            new Decision.Demoted("critical", 12, 12, 7, new WorkloadSample(1, List.of(id("a")))));
  }

  @Test
  void fence_forASchedulerWithoutFences_becomesAPreference() {
    EnforcementPlan plan = TierPlanner.with(PlanPolicy.STANDARD.withCapabilities(Set.of()))
        .plan(WorkloadSet.of(pod("c", Tier.CRITICAL, 2001)), NodeTopology.parse("4c8t"));
    CpuSet fence = CpuSet.of(1, 2, 5, 6);
    assertThat(kind(plan, LayerRole.CRITICAL)).isEqualTo(new LayerKind.Grouped(fence));
    assertThat(plan.decisions()).contains(new Decision.FenceNotEnforceable("critical", fence));
    assertThat(decisions(plan)).containsExactly("SmtSharing", "FenceNotEnforceable");
  }

  @ParameterizedTest(name = "{0}: high {1}m, normal {2}m -> {3}, {4}")
  @CsvSource({
    // One thread of each core first; the reserve (core 0) is for nobody that is protected.
    "4c8t, 2000, 1000, '1,2', 0",
    "4c8t, 4000, 0, '1-3,5', ''",
    "4c8t, 90000, 1000, '1-3,5-7', 0",
    "4c8t, 0, 3000, '', 0-2",
    "1c, 500, 500, '', 0",
    "2c4t, 500, 4000, 1, '0,2'",
    "4c8t, 0, 90000, '', 0-7",
  })
  void grouped_prefersCoresThatNoHigherTierPrefers(
      String node, long highMillis, long normalMillis, String high, String normal) {
    EnforcementPlan plan =
        fencing(node, pod("h", Tier.HIGH, highMillis), pod("n", Tier.NORMAL, normalMillis));
    assertThat(kind(plan, LayerRole.HIGH)).isEqualTo(new LayerKind.Grouped(CpuSet.parse(high)));
    assertThat(kind(plan, LayerRole.NORMAL)).isEqualTo(new LayerKind.Grouped(CpuSet.parse(normal)));
  }

  @Test
  void systemPods_joinTheSystemLayer() {
    Workload proxy =
        pod("proxy", Tier.NORMAL, 100).toBuilder().priority(2_000_001_000).build();
    EnforcementPlan plan = fencing("4c", proxy);
    Member member = plan.member(id("proxy")).orElseThrow();
    assertThat(member.layer()).isEqualTo("system");
    assertThat(plan.layer(LayerRole.SYSTEM).orElseThrow().requested())
        .isEqualTo(CpuQuantity.ofMillis(100));
  }

  @Test
  void systemCgroups_areSortedIntoThePlan() {
    PlanPolicy policy = PlanPolicy.STANDARD.withSystemCgroups(
        List.of(new CgroupPath("/b"), new CgroupPath("/a"), new CgroupPath("/b")));
    EnforcementPlan plan =
        TierPlanner.with(policy).plan(WorkloadSet.empty(), NodeTopology.parse("2c"));
    assertThat(plan.systemCgroups()).containsExactly(new CgroupPath("/a"), new CgroupPath("/b"));
  }

  @Test
  void limits_thatAreNotEnforced_areNamed() {
    Workload limited =
        pod("a", Tier.NORMAL, 100).toBuilder().limit(CpuQuantity.ofCpus(1)).build();
    Workload inPart = pod("c", Tier.NORMAL, 100).toBuilder()
        .partLimits(List.of(new PartLimit("app", CpuQuantity.ofCpus(1))))
        .build();
    EnforcementPlan plan = fencing("4c", limited, pod("b", Tier.NORMAL, 100), inPart);
    assertThat(plan.decisions())
        .contains(new Decision.LimitNotEnforced(new WorkloadSample(2, List.of(id("a"), id("c")))));
    TierPlanner limiting =
        TierPlanner.with(PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.LIMITS)));
    assertThat(decisions(limiting.plan(WorkloadSet.of(limited), NodeTopology.parse("4c"))))
        .isEmpty();
  }

  @Test
  void ignoredAnnotations_ofManyPods_areOneDecision() {
    List<Workload> pods = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pods.add(pod("pod-" + i, Tier.NORMAL, 0).toBuilder()
          .annotations(Map.of("temper.io/tier", "critical"))
          .build());
    }
    EnforcementPlan plan =
        TierPlanner.standard().plan(WorkloadSet.of(pods), NodeTopology.parse("4c"));
    assertThat(decisions(plan)).containsExactly("IgnoredTierAnnotation");
    assertThat(plan.decisions().get(plan.decisions().size() - 1).sentence())
        .contains("temper.io/tier")
        .contains("switched off")
        .contains("and 40 more");
  }
}
