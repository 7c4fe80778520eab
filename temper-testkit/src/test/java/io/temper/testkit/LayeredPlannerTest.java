package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CacheDomain;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.Capability;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.NodeConstraints;
import io.temper.plan.PlanContext;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.plan.WorkloadSample;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What our own planner promises beyond the ten properties of every planner. */
class LayeredPlannerTest {
  private static final Set<LayerRole> ABOVE_NORMAL =
      Set.of(LayerRole.SYSTEM, LayerRole.CRITICAL, LayerRole.HIGH);

  private final TierPlanner planner =
      TierPlanner.with(PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES)));

  @Test
  void weights_neverLetALowerTierOutweighAHigherOne() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      List<Layer> tiers = planner.plan(set, node).layers().stream()
          .filter(layer -> layer.role().tier().isPresent())
          .toList();
      for (int i = 1; i < tiers.size(); i++) {
        assertThat(tiers.get(i - 1).rank()).isGreaterThan(tiers.get(i).rank());
        assertThat(tiers.get(i - 1).weight()).isGreaterThan(tiers.get(i).weight());
      }
    });
  }

  @Test
  void weights_leaveFivePercentToEachLayerBelowHigh() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      EnforcementPlan plan = planner.plan(set, node);
      int above = plan.layers().stream()
          .filter(layer -> ABOVE_NORMAL.contains(layer.role()))
          .mapToInt(Layer::weight)
          .sum();
      assertThat(plan.layers())
          .filteredOn(layer -> !ABOVE_NORMAL.contains(layer.role()))
          .allMatch(layer -> 20 * layer.weight() >= above + layer.weight());
    });
  }

  @Test
  void weights_neverFallWhenRequestsRise() {
    forAll(Workloads.requests().listsOf(2, 2), Arbitrary.oneOf(List.of(Tier.values())))
        .check((requests, tier) -> {
          CpuQuantity less =
              requests.get(0).compareTo(requests.get(1)) < 0 ? requests.get(0) : requests.get(1);
          CpuQuantity more =
              requests.get(0).compareTo(requests.get(1)) < 0 ? requests.get(1) : requests.get(0);
          assertThat(weight(tier, more)).isGreaterThanOrEqualTo(weight(tier, less));
        });
  }

  @Test
  void growingFence_onARegularMachine_keepsItsCores() {
    forAll(Topologies.regular(), Arbitrary.integers(1, 256)).check((node, cpus) -> {
      CpuSet before = critical(node, cpus).kind().fencedCpus();
      CpuSet after = critical(node, cpus + 1).kind().fencedCpus();
      assertThat(after.isEmpty() || after.containsAll(before)).isTrue();
    });
  }

  @Test
  void fence_thatOneCacheHolds_isWithinOne() {
    forAll(Topologies.any(), Arbitrary.integers(1, 64)).check((node, cpus) -> {
      CpuSet fence = critical(node, cpus).kind().fencedCpus();
      CpuSet reserve = node.cores().get(0).cpus();
      boolean fitsOne = node.caches().stream()
          .map(CacheDomain::cpus)
          .anyMatch(cache -> cache.minus(reserve).size() >= cpus);
      if (!fence.isEmpty() && fitsOne) {
        assertThat(node.caches()).anyMatch(cache -> cache.cpus().containsAll(fence));
      }
    });
  }

  @Test
  void protectedLayers_neverPreferTheReserve() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      CpuSet reserve = node.cores().get(0).cpus();
      assertThat(planner.plan(set, node).layers())
          .filteredOn(Layer::isProtected)
          .noneMatch(layer -> layer.cpus().intersects(reserve));
    });
  }

  @Test
  void everyPreference_isOnline() {
    forAll(Workloads.sets(), Topologies.any())
        .check((set, node) -> assertThat(planner.plan(set, node).layers())
            .allMatch(layer -> node.online().containsAll(layer.cpus())));
  }

  @Test
  void exclusiveCpus_areInNoLayer_whateverWasInForce() {
    forAll(Workloads.sets(), Topologies.any(), Arbitrary.longs(0, 1_000_000))
        .check((set, node, seed) -> {
          CpuSet given = someOf(node.online(), seed);
          NodeConstraints constraints = new NodeConstraints(
              List.of(new ExclusiveCpus("kubelet CPU manager", null, given)),
              Map.of(),
              new TreeMap<>(),
              List.of());
          EnforcementPlan plan = planner.plan(
              set, node, PlanContext.after(planner.plan(set, node)).withConstraints(constraints));
          assertThat(plan.layers()).noneMatch(layer -> layer.cpus().intersects(given));
        });
  }

  @Test
  void demotion_namesPodsWhoseRemovalRestoresTheFence() {
    forAll(Workloads.sets(), Topologies.any()).check((set, node) -> {
      WorkloadSample restoring = restoring(planner.plan(set, node));
      if (restoring.total() > 0 && restoring.total() == restoring.first().size()) {
        List<Workload> rest =
            set.stream().filter(pod -> !restoring.first().contains(pod.id())).toList();
        Optional<Layer> critical =
            planner.plan(WorkloadSet.of(rest), node).layer(LayerRole.CRITICAL);
        assertThat(critical.map(Layer::kind)).get().isInstanceOf(LayerKind.Confined.class);
      }
    });
  }

  private static CpuSet someOf(CpuSet cpus, long seed) {
    Random random = new Random(seed);
    int percent = random.nextInt(101);
    return CpuSet.of(
        cpus.stream().filter(unused -> random.nextInt(100) < percent).toArray());
  }

  private Layer critical(NodeTopology node, int cpus) {
    Workload pod = Workloads.inTier("web", Tier.CRITICAL, 1000L * cpus);
    return planner.plan(WorkloadSet.of(pod), node).layer(LayerRole.CRITICAL).orElseThrow();
  }

  private int weight(Tier tier, CpuQuantity request) {
    Workload pod = Workloads.inTier("pod", tier, request.millis());
    return planner
        .plan(WorkloadSet.of(pod), NodeTopology.parse("4c8t"))
        .layer(LayerRole.of(tier))
        .orElseThrow()
        .weight();
  }

  private static WorkloadSample restoring(EnforcementPlan plan) {
    for (Decision decision : plan.decisions()) {
      if (decision instanceof Decision.Demoted demoted) {
        return demoted.restoring();
      }
      if (decision instanceof Decision.SmallNode smallNode) {
        return smallNode.restoring();
      }
    }
    return WorkloadSample.none();
  }
}
