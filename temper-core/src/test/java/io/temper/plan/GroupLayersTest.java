package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.kernel.CompileResult;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelLayer;
import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupLayersTest {
  private static final PlanPolicy PROFILED = PlanPolicy.STANDARD.withProfiles(ProfileCatalog.of(
      Arrays.stream(ThreadTreatment.values()).map(GroupLayersTest::profile).toList()));

  private static ThreadProfile profile(ThreadTreatment treatment) {
    ProfileGroup group = ProfileGroup.of("group", treatment, "thread*");
    return new ThreadProfile(
        treatment.label(), "this test", true, List.of(), MachineFilter.ANY, false, List.of(group));
  }

  private static Workload pod(String name, Tier tier, long millis, String profile) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .annotations(Map.of("temper.io/workload-profile", profile))
        .build();
  }

  private static EnforcementPlan plan(String node, Workload... workloads) {
    return TierPlanner.with(PROFILED).plan(WorkloadSet.of(workloads), NodeTopology.parse(node));
  }

  private static List<String> layersOf(EnforcementPlan plan, LayerRole role) {
    return plan.layers().stream()
        .filter(layer -> layer.role() == role)
        .map(layer -> layer.name() + " " + layer.kind().label() + " " + layer.cpus() + " rank "
            + layer.rank() + " weight " + layer.weight() + (layer.preempts() ? " preempts" : ""))
        .toList();
  }

  @Test
  void highTier_withUrgentAndYieldingThreads_isDividedInThree() {
    EnforcementPlan plan = plan(
        "8c",
        pod("a", Tier.HIGH, 0, "latency"),
        pod("b", Tier.HIGH, 0, "yield"),
        pod("c", Tier.CRITICAL, 0, "normal"));
    assertThat(layersOf(plan, LayerRole.HIGH))
        .containsExactly(
            "high grouped  rank 4 weight 1600 preempts",
            "high/latency grouped  rank 4 weight 600 preempts",
            "high/yield open  rank 3 weight 400 preempts");
  }

  /** Whoever wrote a profile is told why it changes nothing; where nothing could change, there is no word. */
  @ParameterizedTest(name = "{1} threads of {0}")
  @CsvSource({
    "HIGH, latency, latency",
    "HIGH, exclusive, latency",
    "HIGH, yield, yield",
    "NORMAL, yield, yield",
    "NORMAL, latency, ''",
    "LOW, yield, ''",
    "HIGH, normal, ''"
  })
  void tierWithACeiling_isNotDividedAndSaysWhatWasLost(Tier tier, String profile, String lost) {
    PlanPolicy capped = PROFILED.withCeilings(Map.of(tier, CpuQuantity.ofCpus(2)));
    EnforcementPlan plan = TierPlanner.with(capped)
        .plan(WorkloadSet.of(pod("a", tier, 1000, profile)), NodeTopology.parse("8c"));

    String name = LayerRole.of(tier).label();
    assertThat(plan.layers()).noneMatch(layer -> layer.name().startsWith(name + "/"));
    assertThat(plan.decisions())
        .filteredOn(Decision.GroupsNotDivided.class::isInstance)
        .isEqualTo(
            lost.isEmpty()
                ? List.of()
                : List.of(new Decision.GroupsNotDivided(
                    name,
                    CpuQuantity.ofCpus(2),
                    List.of(ThreadTreatment.ofLabel(lost).orElseThrow()))));
  }

  @ParameterizedTest(name = "{0}m requested")
  @CsvSource({"1000, true", "2000, false"})
  void exclusiveThreadsThatWouldTakeTheWholeFence_shareItAndAreNamed(long millis, boolean shared) {
    EnforcementPlan plan = plan("8c", pod("a", Tier.CRITICAL, millis, "exclusive"));

    assertThat(plan.layer("critical/exclusive").isEmpty()).isEqualTo(shared);
    CpuSet fence = plan.layer("critical").orElseThrow().cpus();
    assertThat(plan.decisions())
        .filteredOn(Decision.NoExclusiveCores.class::isInstance)
        .isEqualTo(
            shared ? List.of(new Decision.NoExclusiveCores("critical", fence, 1)) : List.of());
  }

  @Test
  void yieldingThreads_runForAShortTimeAndAreNotProtected() {
    EnforcementPlan plan =
        plan("8c", pod("a", Tier.HIGH, 1000, "latency"), pod("b", Tier.HIGH, 1000, "yield"));

    Layer high = plan.layer("high").orElseThrow();
    Layer latency = plan.layer("high/latency").orElseThrow();
    Layer yield = plan.layer("high/yield").orElseThrow();
    assertThat(List.of(high.slice(), latency.slice(), yield.slice()))
        .containsExactly(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(5));
    assertThat(List.of(high.isProtected(), latency.isProtected(), yield.isProtected()))
        .containsExactly(true, true, false);
    assertThat(latency.cpus()).isEqualTo(high.cpus()).isNotEqualTo(CpuSet.empty());
    assertThat(yield.cpus()).isEqualTo(CpuSet.empty());
  }

  @Test
  void exclusiveThreads_whenTheFenceGrows_keepTheirCores() {
    NodeTopology node = NodeTopology.parse("8c");
    Workload owner = pod("a", Tier.CRITICAL, 3000, "exclusive");
    TierPlanner planner = TierPlanner.with(PROFILED);
    EnforcementPlan before = planner.plan(WorkloadSet.of(owner), node);

    EnforcementPlan after = planner.plan(
        WorkloadSet.of(owner, pod("b", Tier.CRITICAL, 2000, "normal")),
        node,
        PlanContext.after(before));

    Layer exclusive = before.layer("critical/exclusive").orElseThrow();
    assertThat(after.layer("critical/exclusive").map(Layer::cpus)).hasValue(exclusive.cpus());
    assertThat(after.layer("critical").orElseThrow().cpus().size()).isEqualTo(4);
  }

  /** A core of two threads comes back beside the cores that the layers have. */
  @ParameterizedTest(name = "{0} of 4 threads exclusive")
  @CsvSource({"1, 2, '1,3-4'", "2, 3-4, 1-2", "3, 2-4, 1", "4, '', 1-4"})
  void exclusiveThreads_onCoresOfSeveralWidths_haveNoCoreTooManyAndKeepThem(
      int exclusive, String own, String rest) {
    TierPlanner planner = TierPlanner.with(PROFILED);
    EnforcementPlan before = planner.plan(critical(1, 2), machine("0", "1", "2"));
    assertThat(before.layer("critical/exclusive").map(Layer::cpus)).hasValue(CpuSet.of(2));

    NodeTopology node = machine("0", "1", "2", "3-4");
    EnforcementPlan after = planner.plan(critical(exclusive, 4), node, PlanContext.after(before));

    assertThat(after.layer("critical/exclusive").map(Layer::cpus).orElse(CpuSet.empty()))
        .isEqualTo(CpuSet.parse(own));
    assertThat(after.layer("critical").map(Layer::cpus)).hasValue(CpuSet.parse(rest));
    assertThat(planner.plan(critical(exclusive, 4), node, PlanContext.after(after)))
        .isEqualTo(after);
  }

  private static WorkloadSet critical(int exclusive, int all) {
    return WorkloadSet.of(IntStream.range(0, all)
        .mapToObj(i -> pod("pod-" + i, Tier.CRITICAL, 1000, i < exclusive ? "exclusive" : "normal"))
        .toList());
  }

  private static NodeTopology machine(String... cores) {
    CpuSet all = CpuSet.parse(String.join(",", cores));
    List<Cpu> cpus = Arrays.stream(cores)
        .map(CpuSet::parse)
        .flatMap(core -> core.stream().mapToObj(id -> new Cpu(id, core, all, 0, 0)))
        .toList();
    return NodeTopology.of(cpus, CpuSet.empty());
  }

  @Test
  void normalTier_hasALayerForYieldingThreadsOnly() {
    EnforcementPlan plan =
        plan("8c", pod("a", Tier.NORMAL, 0, "latency"), pod("b", Tier.NORMAL, 0, "yield"));
    assertThat(layersOf(plan, LayerRole.NORMAL))
        .containsExactly(
            "normal grouped  rank 3 weight 1000", "normal/yield open  rank 2 weight 500");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "NORMAL, latency",
    "NORMAL, exclusive",
    "LOW, yield",
    "BACKGROUND, yield",
    "HIGH, normal"
  })
  void tier_thatCannotBeDivided_keepsItsLayer(Tier tier, String profile) {
    EnforcementPlan plain = TierPlanner.with(PlanPolicy.STANDARD)
        .plan(WorkloadSet.of(pod("a", tier, 500, profile)), NodeTopology.parse("8c"));
    assertThat(plan("8c", pod("a", tier, 500, profile))).isEqualTo(plain);
  }

  @Test
  void fence_ofThreeCores_givesOneToExclusiveThreadsAndLetsYieldingOnesOut() {
    EnforcementPlan plan = plan(
        "8c",
        pod("a", Tier.CRITICAL, 3000, "exclusive"),
        pod("b", Tier.CRITICAL, 0, "latency"),
        pod("c", Tier.CRITICAL, 0, "yield"));
    assertThat(layersOf(plan, LayerRole.CRITICAL))
        .containsExactly(
            "critical confined 1-2 rank 5 weight 5008 preempts",
            "critical/exclusive confined 3 rank 5 weight 1877 preempts",
            "critical/yield open  rank 2 weight 1251");
    assertThat(plan.layerOf("critical", ThreadTreatment.LATENCY).name()).isEqualTo("critical");
  }

  @Test
  void fence_ofOneCore_isNotDivided() {
    EnforcementPlan plan = plan("8c16t", pod("a", Tier.CRITICAL, 2000, "exclusive"));
    assertThat(layersOf(plan, LayerRole.CRITICAL)).hasSize(1);
    assertThat(plan.layerOf("critical", ThreadTreatment.EXCLUSIVE).name()).isEqualTo("critical");
  }

  @Test
  void exclusiveThreads_withoutAFence_areFirstInLine() {
    EnforcementPlan plan = plan("8c", pod("a", Tier.HIGH, 1000, "exclusive"));
    assertThat(plan.layerOf("high", ThreadTreatment.EXCLUSIVE).name()).isEqualTo("high/latency");
  }

  @Test
  void tier_withACeiling_isNotDivided() {
    PlanPolicy capped = PROFILED.withCeilings(Map.of(Tier.HIGH, CpuQuantity.ofMillis(500)));
    EnforcementPlan plan = TierPlanner.with(capped)
        .plan(WorkloadSet.of(pod("a", Tier.HIGH, 0, "yield")), NodeTopology.parse("8c"));
    assertThat(layersOf(plan, LayerRole.HIGH)).hasSize(1);
  }

  @Test
  void requests_countInTheTiersOwnLayer() {
    EnforcementPlan plan = plan("8c", pod("a", Tier.HIGH, 1500, "yield"));
    assertThat(plan.layer(LayerRole.HIGH).orElseThrow().requested())
        .isEqualTo(CpuQuantity.ofMillis(1500));
    assertThat(plan.layerOf("high", ThreadTreatment.YIELD).requested()).isEqualTo(CpuQuantity.ZERO);
  }

  @Test
  void compiled_urgentThreadsComeBeforeTheirTierAndTheTierBeforeTheNext() {
    EnforcementPlan plan = plan(
        "2c",
        pod("c", Tier.CRITICAL, 0, "latency"),
        pod("d", Tier.CRITICAL, 0, "yield"),
        pod("h", Tier.HIGH, 0, "latency"),
        pod("i", Tier.HIGH, 0, "yield"));
    CompileResult result = KernelCompiler.standard()
        .compile(plan, NodeTopology.parse("2c"), path -> OptionalLong.empty(), 1);
    String order =
        result.config().layers().stream().map(KernelLayer::name).collect(Collectors.joining(" "));
    assertThat(order)
        .isEqualTo("default system critical/latency critical critical/yield high/latency high"
            + " high/yield");
  }

  @Test
  void layerOf_layerThatIsNotThere_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("2c").layerOf("high", ThreadTreatment.YIELD))
        .withMessage("the plan has no layer high");
  }
}
