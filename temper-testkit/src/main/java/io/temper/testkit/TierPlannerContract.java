package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.CompileResult;
import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelCompiler;
import io.temper.node.Core;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.Member;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TierPlanner} keeps, whatever runs and whatever the machine, and whatever was in
 * force before: sixteen properties. Extend and return the planner.
 */
public abstract class TierPlannerContract {

  /** For subclasses. */
  protected TierPlannerContract() {}

  /**
   * Returns the planner under test.
   *
   * @return a planner that goes by the standard tier policy
   */
  protected abstract TierPlanner planner();

  @Test
  void property1_sameInput_samePlan() {
    forAll(Workloads.sets(), Topologies.any())
        .check((set, node) -> assertThat(plan(set, node)).isEqualTo(plan(set, node)));
  }

  @Test
  void property2_orderOfInput_doesNotMatter() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      WorkloadSet shuffledSet = WorkloadSet.of(shuffled(set.asList()));
      NodeTopology shuffledNode = NodeTopology.of(shuffled(node.cpus()), node.offline());
      assertThat(plan(shuffledSet, shuffledNode)).isEqualTo(plan(set, node));
    });
  }

  @Test
  void property3_fences_leaveTheOpenReserve() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      CpuSet free = node.online().minus(plan(set, node).fencedCpus());
      assertThat(node.cores()).anyMatch(core -> free.containsAll(core.cpus()));
    });
  }

  @Test
  void property4_everyWorkload_isInOneLayerOtherThanTheCatchAll() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = plan(set, node);
      List<WorkloadId> planned = plan.members().stream().map(Member::id).toList();
      assertThat(planned).isEqualTo(set.stream().map(Workload::id).toList());
      for (Member member : plan.members()) {
        assertThat(plan.layer(member.layer()).map(Layer::role))
            .isPresent()
            .isNotEqualTo(Optional.of(LayerRole.DEFAULT));
      }
    });
  }

  @Test
  void property5_catchAll_isAlwaysThere() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = plan(set, node);
      assertThat(plan.layer(LayerRole.DEFAULT)).isPresent();
      assertThat(plan.layer(LayerRole.SYSTEM)).isPresent();
    });
  }

  @Test
  void property6_fences_areWholeCoresAndDisjoint() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = plan(set, node);
      int sum = plan.layers().stream().mapToInt(layer -> fence(layer).size()).sum();
      assertThat(plan.fencedCpus().size()).isEqualTo(sum);
      for (Layer layer : plan.layers()) {
        assertThat(fence(layer)).isEqualTo(wholeCores(node, fence(layer)));
      }
    });
  }

  @Test
  void property7_raisingPriority_neverLowersTheTier() {
    forAll(Workloads.any(), Workloads.priorities().listsOf(2, 2)).check((workload, priorities) -> {
      int lower = Collections.min(priorities);
      int higher = Collections.max(priorities);
      assertThat(rank(workload.toBuilder().priority(higher).build()))
          .isGreaterThanOrEqualTo(rank(workload.toBuilder().priority(lower).build()));
    });
  }

  @Test
  void property8_backgroundWorkload_neverChangesCriticalCpus() {
    Workload background = Workloads.inTier("one-more", Tier.BACKGROUND, 1500);
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      List<Workload> more = new ArrayList<>(set.asList());
      more.add(background);
      Optional<Layer> before = plan(set, node).layer(LayerRole.CRITICAL);
      Optional<Layer> after = plan(WorkloadSet.of(more), node).layer(LayerRole.CRITICAL);
      assertThat(after.map(Layer::kind)).isEqualTo(before.map(Layer::kind));
    });
  }

  @Test
  void property9_compiling_keepsEverythingOrReportsEveryBreach() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = plan(set, node);
      CompiledPlanCheck.check(plan, node);
    });
  }

  @Test
  void property10_unchangedNode_needsNoWrite() {
    KernelCompiler compiler = new KernelCompiler(CompiledPlanCheck.ROOMY, FairnessBounds.STANDARD);
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      CompileResult first = compiler.compile(plan(set, node), node, CompiledPlanCheck::idOf, 1);
      CompileResult second = compiler.compile(plan(set, node), node, CompiledPlanCheck::idOf, 2);
      assertThat(KernelChange.between(first.config(), second.config()))
          .isEqualTo(new KernelChange.None());
      assertThat(second.config().withGeneration(1)).isEqualTo(first.config());
    });
  }

  @Test
  void property11_planFromItself_isItself() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = plan(set, node);
      assertThat(plan(set, node, plan)).isEqualTo(plan);
    });
  }

  @Test
  void property12_planFromAnyOther_settlesAtOnce() {
    forAll(Workloads.sets(), Topologies.any(), otherPlans()).check((set, node, other) -> {
      EnforcementPlan plan = plan(set, node, other);
      assertThat(plan(set, node, plan)).isEqualTo(plan);
    });
  }

  @Test
  void property13_planFromAnyOther_keepsWhatAPlanFromScratchKeeps() {
    forAll(Workloads.sets(), Topologies.any(), otherPlans()).check((set, node, other) -> {
      EnforcementPlan plan = plan(set, node, other);
      EnforcementPlan fresh = plan(set, node);
      CpuSet free = node.online().minus(plan.fencedCpus());
      assertThat(node.cores()).anyMatch(core -> free.containsAll(core.cpus()));
      assertThat(plan.members()).isEqualTo(fresh.members());
      assertThat(plan.fencedCpus().size())
          .isEqualTo(
              plan.layers().stream().mapToInt(layer -> fence(layer).size()).sum());
      for (LayerRole role : LayerRole.values()) {
        assertThat(withoutCpus(plan, role)).isEqualTo(withoutCpus(fresh, role));
      }
      for (Layer layer : plan.layers()) {
        assertThat(fence(layer)).isEqualTo(wholeCores(node, fence(layer)));
        assertThat(node.online().containsAll(layer.cpus())).isTrue();
      }
      CompiledPlanCheck.check(plan, node);
    });
  }

  @Test
  void property14_addingABackgroundWorkload_movesNothing() {
    Workload background = Workloads.inTier("one-more", Tier.BACKGROUND, 1500);
    forAll(Workloads.sets(), Topologies.any(), otherPlans()).check((set, node, other) -> {
      EnforcementPlan before = plan(set, node, other);
      EnforcementPlan after = plan(with(set, background), node, before);
      for (Layer layer : before.layers()) {
        assertThat(after.layer(layer.name()).map(Layer::kind)).hasValue(layer.kind());
      }
    });
  }

  @Test
  void property15_addingACriticalWorkload_takesOnlyWhatItNeeds() {
    Workload critical = Workloads.inTier("one-more", Tier.CRITICAL, 1500);
    forAll(Workloads.sets(), Topologies.any(), otherPlans()).check((set, node, other) -> {
      EnforcementPlan before = plan(set, node, other);
      EnforcementPlan after = plan(with(set, critical), node, before);
      CpuSet gainedAbove = CpuSet.empty();
      for (LayerRole role : LayerRole.values()) {
        CpuSet had = cpus(before, role);
        CpuSet has = cpus(after, role);
        CpuSet lost = had.minus(has);
        if (role == LayerRole.CRITICAL) {
          assertThat(lost).isEqualTo(CpuSet.empty());
        } else {
          assertThat(wholeCores(node, gainedAbove).containsAll(lost)).isTrue();
          assertThat(has.minus(had).size()).isLessThanOrEqualTo(lost.size());
        }
        gainedAbove = gainedAbove.union(has.minus(had));
      }
    });
  }

  @Test
  void property16_requestThatMovesByLessThanTheDeadBand_movesNothingTwice() {
    forAll(Workloads.sets(), Topologies.any(), Arbitrary.integers(1, 99))
        .check((set, node, millis) -> {
          EnforcementPlan up = plan(with(set, changing(500 + millis)), node);
          EnforcementPlan down = plan(with(set, changing(500)), node, up);
          EnforcementPlan again = plan(with(set, changing(500 + millis)), node, down);
          for (LayerRole role : LayerRole.values()) {
            if (isFenced(up, role)) {
              assertThat(kind(down, role)).isEqualTo(kind(up, role));
              assertThat(kind(again, role)).isEqualTo(kind(up, role));
            }
          }
        });
  }

  /** Plans of other machines and other workloads: whatever may have been in force before. */
  private Arbitrary<EnforcementPlan> otherPlans() {
    return Workloads.sets().with(Topologies.any(), this::plan);
  }

  private static Workload changing(long millis) {
    return Workloads.inTier("changing", Tier.CRITICAL, millis);
  }

  private static boolean isFenced(EnforcementPlan plan, LayerRole role) {
    return !kind(plan, role).fencedCpus().isEmpty();
  }

  private static WorkloadSet with(WorkloadSet set, Workload more) {
    List<Workload> all = new ArrayList<>(set.asList());
    all.add(more);
    return WorkloadSet.of(all);
  }

  private static LayerKind kind(EnforcementPlan plan, LayerRole role) {
    return plan.layer(role).map(Layer::kind).orElse(new LayerKind.Open());
  }

  private static CpuSet cpus(EnforcementPlan plan, LayerRole role) {
    return CpuSet.unionOf(layers(plan, role).stream().map(Layer::cpus).toList());
  }

  private static List<Layer> layers(EnforcementPlan plan, LayerRole role) {
    return plan.layers().stream().filter(layer -> layer.role() == role).toList();
  }

  /**
   * What a plan before has no part in: everything but which CPUs it is. Of a tier that is divided, the
   * whole: whether a fence can be divided depends on its cores.
   */
  private static Optional<Layer> withoutCpus(EnforcementPlan plan, LayerRole role) {
    int weight = layers(plan, role).stream().mapToInt(Layer::weight).sum();
    return plan.layer(role)
        .map(layer -> new Layer(
            layer.name() + " " + layer.kind().label(),
            role,
            new LayerKind.Open(),
            weight,
            layer.slice(),
            layer.isProtected(),
            layer.preempts(),
            layer.requested(),
            null));
  }

  private EnforcementPlan plan(WorkloadSet workloads, NodeTopology node) {
    return planner().plan(workloads, node);
  }

  private EnforcementPlan plan(WorkloadSet workloads, NodeTopology node, EnforcementPlan previous) {
    return planner().plan(workloads, node, PlanContext.after(previous));
  }

  private int rank(Workload workload) {
    EnforcementPlan plan = plan(WorkloadSet.of(workload), NodeTopology.parse("4c8t"));
    return plan.layers().stream()
        .filter(layer -> layer.name().equals(plan.members().get(0).layer()))
        .mapToInt(Layer::rank)
        .sum();
  }

  private static CpuSet fence(Layer layer) {
    return layer.kind().fencedCpus();
  }

  private static CpuSet wholeCores(NodeTopology node, CpuSet cpus) {
    return CpuSet.unionOf(
        node.cores().stream().map(Core::cpus).filter(cpus::intersects).toList());
  }

  private static <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, new Random(copy.size()));
    return copy;
  }
}
