package io.temper.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.TemperException;
import io.temper.kernel.CompileResult.Compiled;
import io.temper.kernel.CompileResult.OverLimit;
import io.temper.kernel.LimitBreach.Limit;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.Capability;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KernelCompilerTest {
  private static final NodeTopology NODE = NodeTopology.parse("2s4c8t");

  private static final WorkloadSet PODS =
      WorkloadSet.of(pod("web", 1_000_000, "/pods/web"), pod("batch", -500, "/pods/batch"));

  private static Workload pod(String name, int priority, String cgroup) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(priority)
        .request(CpuQuantity.ofMillis(2000))
        .cgroup(new CgroupPath(cgroup))
        .build();
  }

  private static Function<CgroupPath, OptionalLong> ids(Map<String, Long> byPath) {
    return path -> {
      Long id = byPath.get(path.value());
      return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    };
  }

  private static final Function<CgroupPath, OptionalLong> IDS =
      ids(Map.of("/pods/web", 7L, "/pods/batch", 8L, "/runtime", 9L));

  private static EnforcementPlan plan(PlanPolicy policy) {
    return TierPlanner.with(policy).plan(PODS, NODE);
  }

  private static CompileResult compile(EnforcementPlan plan) {
    return KernelCompiler.standard().compile(plan, NODE, IDS, 1);
  }

  @Test
  void compile_ordersLayersByRankBehindTheBuiltInOnes() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    assertThat(config.layers().stream().map(KernelLayer::name))
        .containsExactly("default", "system", "critical", "background");
    assertThat(config.layers().stream().map(KernelLayer::index)).containsExactly(0, 1, 2, 3);
    assertThat(config.defaultLayer()).isZero();
    assertThat(config.systemLayer()).isEqualTo(1);
    assertThat(config.members()).isEqualTo(Map.of(7L, 2, 8L, 3));
  }

  @Test
  void compile_rendersALayerInNumbers() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    assertThat(config.layers().get(2))
        .isEqualTo(new KernelLayer(
            2,
            "critical",
            KernelLayer.Kind.CONFINED,
            5,
            8100,
            5_000_000,
            0,
            true,
            true,
            CpuSet.of(2, 6)));
    assertThat(config.layers().get(0).kind()).isEqualTo(KernelLayer.Kind.OPEN);
    var withoutFences = PlanPolicy.STANDARD.withCapabilities(Set.of());
    assertThat(compile(plan(withoutFences)).config().layers().get(2).kind())
        .isEqualTo(KernelLayer.Kind.GROUPED);
  }

  @Test
  void compile_rendersACeilingThatTheNodeCanReach() {
    assertThat(backgroundCeiling(CpuQuantity.ofMillis(1))).isEqualTo(1);
    assertThat(backgroundCeiling(CpuQuantity.ofMillis(7999))).isEqualTo(7999);
    assertThat(backgroundCeiling(CpuQuantity.ofCpus(8))).as("all the node has").isZero();
    assertThat(backgroundCeiling(CpuQuantity.ofMillis(Long.MAX_VALUE))).isZero();
  }

  private static int backgroundCeiling(CpuQuantity ceiling) {
    PlanPolicy policy = PlanPolicy.STANDARD
        .withCapabilities(Set.of(Capability.CEILINGS))
        .withCeilings(Map.of(Tier.BACKGROUND, ceiling));
    return compile(plan(policy)).config().layers().get(3).ceilingMillis();
  }

  @Test
  void compile_numbersCpusDomainsSiblingsCoresAndNodes() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    assertThat(config.domains()).isEqualTo(2);
    assertThat(config.cpus())
        .containsExactly(
            new KernelCpu(0, 0, 4),
            new KernelCpu(1, 0, 5),
            new KernelCpu(2, 1, 6, 2, 1),
            new KernelCpu(3, 1, 7, 3, 1),
            new KernelCpu(4, 0, 0),
            new KernelCpu(5, 0, 1),
            new KernelCpu(6, 1, 2, 2, 1),
            new KernelCpu(7, 1, 3, 3, 1));
  }

  @Test
  void compile_systemCgroups_areMembersOfTheSystemLayer() {
    PlanPolicy policy = PlanPolicy.STANDARD.withSystemCgroups(
        List.of(new CgroupPath("/runtime"), new CgroupPath("/gone")));
    Compiled compiled = (Compiled) compile(plan(policy));
    assertThat(compiled.config().members()).containsEntry(9L, 1);
    assertThat(compiled.unresolved())
        .containsExactly(new UnresolvedCgroup("/gone", "system", new CgroupPath("/gone")));
  }

  @Test
  void compile_cgroupsThatAreNotThere_areListed() {
    Workload homeless = Workload.builder(WorkloadId.of("test", "new")).build();
    EnforcementPlan plan =
        TierPlanner.standard().plan(WorkloadSet.of(homeless, pod("web", 0, "/pods/unknown")), NODE);
    Compiled compiled = (Compiled) compile(plan);
    assertThat(compiled.config().members()).isEmpty();
    assertThat(compiled.unresolved())
        .containsExactly(
            new UnresolvedCgroup("test/new", "normal", null),
            new UnresolvedCgroup("test/web", "normal", new CgroupPath("/pods/unknown")));
  }

  @Test
  void compile_oneCgroupForTwoLayers_isABreach() {
    CompileResult result = KernelCompiler.standard()
        .compile(plan(PlanPolicy.STANDARD), NODE, path -> OptionalLong.of(7), 1);
    assertThat(((OverLimit) result).breaches().stream().map(LimitBreach::limit))
        .containsExactly(Limit.LAYERS_OF_CGROUP);
  }

  @Test
  void compile_beyondSeveralLimits_namesEach() {
    KernelLimits tight = new KernelLimits(3, 7, 1, 1, Duration.ofMillis(6), Duration.ofMillis(19));
    CompileResult result = new KernelCompiler(tight, FairnessBounds.STANDARD)
        .compile(plan(PlanPolicy.STANDARD), NODE, IDS, 1);
    assertThat(((OverLimit) result).breaches().stream().map(LimitBreach::limit))
        .contains(
            Limit.LAYERS,
            Limit.CPU_NUMBER,
            Limit.DOMAINS,
            Limit.MEMBERS,
            Limit.MIN_SLICE,
            Limit.MAX_SLICE);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(result::config)
        .withMessageContaining("layers of the plan: 4, but the scheduler takes 3 layers.")
        .withMessageContaining("slice of layer default: 20000000");
  }

  @Test
  void compile_atEachLimit_fits() {
    KernelLimits exact = new KernelLimits(4, 8, 2, 2, Duration.ofMillis(5), Duration.ofMillis(20));
    assertThat(new KernelCompiler(exact, FairnessBounds.STANDARD)
            .compile(plan(PlanPolicy.STANDARD), NODE, IDS, 1))
        .isInstanceOf(Compiled.class);
  }

  @Test
  void between_membersOnly_listsWhatToWrite() {
    KernelConfig running = compile(plan(PlanPolicy.STANDARD)).config();
    KernelConfig next = KernelCompiler.standard()
        .compile(
            plan(PlanPolicy.STANDARD), NODE, ids(Map.of("/pods/web", 7L, "/pods/batch", 5L)), 2)
        .config();
    KernelChange.Members change = (KernelChange.Members) KernelChange.between(running, next);
    assertThat(change.put()).isEqualTo(Map.of(5L, 3));
    assertThat(change.removed()).containsExactly(8L);
  }

  @Test
  void between_equalOrOfAnotherShape_saysSo() {
    KernelConfig running = compile(plan(PlanPolicy.STANDARD)).config();
    assertThat(KernelChange.between(running, running.withGeneration(9)))
        .isEqualTo(new KernelChange.None());
    KernelConfig other =
        compile(TierPlanner.standard().plan(WorkloadSet.empty(), NODE)).config();
    assertThat(KernelChange.between(running, other)).isEqualTo(new KernelChange.Shape());
  }

  @Test
  void config_withIndexOutOfRange_isRefused() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withGeneration(0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelConfig(
            1,
            config.layers().subList(0, 2),
            0,
            1,
            config.members(),
            config.cpus(),
            2,
            config.bounds()))
        .withMessageContaining("cgroup 7");
  }

  @Test
  void config_whoseLayersOrCpusAreOutOfOrder_isRefused() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    KernelLayer moved = layer(2, 1, 1, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(config, List.of(config.layers().get(0), moved), config.cpus()))
        .withMessageContaining("stands at 1, but its index is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            with(config, config.layers(), List.of(new KernelCpu(1, 0, 1), new KernelCpu(1, 0, 1))))
        .withMessageContaining("1 follows 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(config, config.layers(), List.of(new KernelCpu(0, 2, 0))))
        .withMessageContaining("cache 2, but there are 2 caches");
  }

  @Test
  void layerAndCpu_withNumbersOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer(1, 0, 1, 0))
        .withMessageContaining("weight must be 1 to 10000: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> layer(1, 10_001, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> layer(1, 1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> layer(1, 1, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> layer(-1, 1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new KernelCpu(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new KernelCpu(0, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelCpu(0, 0, 8192))
        .withMessageContaining("its sibling is 8192");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelCpu(4, 0, 0, 1, 0))
        .withMessageContaining("lowest CPU of its core is 0 to 0: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelCpu(4, 0, 0, 0, 65_536))
        .withMessageContaining("its NUMA node is 0 to 65535: 65536");
  }

  private static KernelLayer layer(int index, int weight, long sliceNanos, long minRunNanos) {
    return new KernelLayer(
        index,
        "odd",
        KernelLayer.Kind.OPEN,
        0,
        weight,
        sliceNanos,
        minRunNanos,
        false,
        false,
        CpuSet.empty());
  }

  private static KernelConfig with(
      KernelConfig from, List<KernelLayer> layers, List<KernelCpu> cpus) {
    return new KernelConfig(1, layers, 0, 1, new TreeMap<>(), cpus, from.domains(), from.bounds());
  }

  @Test
  void config_withFencesThatOverlapOrLeaveNothing_isRefused() {
    KernelConfig config = compile(plan(PlanPolicy.STANDARD)).config();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> confine(config, CpuSet.of(1, 2), CpuSet.of(2, 3)))
        .withMessageContaining("CPUs of a fence: 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> confine(config, CpuSet.range(0, 7), CpuSet.empty()))
        .withMessageContaining("fences leave no CPU");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> confine(config, CpuSet.of(99), CpuSet.empty()))
        .withMessageContaining("the node does not have: 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer(0, 1, 1, 0).on(KernelLayer.Kind.CONFINED, CpuSet.empty()))
        .withMessageContaining("no CPU at all");
  }

  /** The second layer prefers CPUs; the first owns some. */
  private static KernelConfig confine(KernelConfig config, CpuSet owned, CpuSet preferred) {
    var layers = new ArrayList<KernelLayer>();
    for (KernelLayer layer : config.layers()) {
      layers.add(layer.on(KernelLayer.Kind.OPEN, CpuSet.empty()));
    }
    layers.set(0, layers.get(0).on(KernelLayer.Kind.CONFINED, owned));
    layers.set(1, layers.get(1).on(KernelLayer.Kind.GROUPED, preferred));
    return config.withLayers(layers);
  }

  @Test
  void bounds_thatContradict_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FairnessBounds(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FairnessBounds(Duration.ZERO, Duration.ofSeconds(1)));
  }
}
