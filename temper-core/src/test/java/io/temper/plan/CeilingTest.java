package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeilingTest {
  private static final PlanPolicy CAPPING =
      PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.FENCES, Capability.CEILINGS));

  private static Workload pod(String name, Tier tier, long requestMillis) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(millis(requestMillis))
        .build();
  }

  private static Workload limited(String name, Tier tier, long limitMillis) {
    return pod(name, tier, 0).toBuilder().limit(millis(limitMillis)).build();
  }

  private static CpuQuantity millis(long millis) {
    return CpuQuantity.ofMillis(millis);
  }

  private static PlanPolicy configured(Tier tier, long ceilingMillis) {
    return CAPPING.withCeilings(Map.of(tier, millis(ceilingMillis)));
  }

  private static EnforcementPlan plan(PlanPolicy policy, Workload... pods) {
    return TierPlanner.with(policy).plan(WorkloadSet.of(pods), NodeTopology.parse("4c8t"));
  }

  private static Layer layer(EnforcementPlan plan, Tier tier) {
    return plan.layer(LayerRole.of(tier)).orElseThrow();
  }

  private static List<Decision> ceilings(EnforcementPlan plan) {
    return plan.decisions().stream()
        .filter(each -> each.name().startsWith("Ceiling"))
        .toList();
  }

  @Test
  void withoutConfigurationOrLimits_noLayerHasACeiling() {
    EnforcementPlan plan = plan(CAPPING, pod("a", Tier.LOW, 100), pod("b", Tier.CRITICAL, 100));
    assertThat(plan.layers()).allMatch(layer -> layer.ceiling() == null);
    assertThat(ceilings(plan)).isEmpty();
  }

  @Test
  void layerWhoseMembersAreAllLimited_getsTheSumOfTheLimits_andSaysSo() {
    EnforcementPlan plan = plan(CAPPING, limited("a", Tier.LOW, 501), limited("b", Tier.LOW, 1000));
    assertThat(layer(plan, Tier.LOW).ceiling()).isEqualTo(millis(1501));
    assertThat(ceilings(plan))
        .extracting(Decision::sentence)
        .containsExactly("Layer low may use 1501m CPUs in all, the sum of the CPU limits of its"
            + " workloads, since each of them has one: test/a, test/b. That bounds them together,"
            + " none of them by itself.");
    assertThat(plan.decisions())
        .as("each limit is lost all the same")
        .extracting(Decision::name)
        .contains("LimitNotEnforced");
  }

  @Test
  void oneMemberWithoutLimit_orWithLimitZero_leavesTheLayerWithoutCeiling() {
    assertThat(layer(plan(CAPPING, limited("a", Tier.LOW, 500), pod("b", Tier.LOW, 0)), Tier.LOW)
            .ceiling())
        .isNull();
    assertThat(
            layer(plan(CAPPING, limited("a", Tier.LOW, 500), limited("b", Tier.LOW, 0)), Tier.LOW)
                .ceiling())
        .as("a limit of zero is none")
        .isNull();
    assertThat(layer(plan(CAPPING, limited("a", Tier.LOW, 500), pod("b", Tier.NORMAL, 0)), Tier.LOW)
            .ceiling())
        .as("other layers do not matter")
        .isEqualTo(millis(500));
  }

  @ParameterizedTest(name = "configured {0}m, limits {1}m -> {2}m, {3}")
  @CsvSource({
    "1, 1500, 1, CeilingBelowLimits",
    "1499, 1500, 1499, CeilingBelowLimits",
    "1500, 1500, 1500, CeilingFromLimits",
    "64000, 1500, 1500, CeilingFromLimits",
  })
  void ofConfiguredCeilingAndLimits_theSmallerWins_andTheDecisionSaysWhich(
      long configured, long limit, long ceiling, String decision) {
    EnforcementPlan plan = plan(configured(Tier.HIGH, configured), limited("a", Tier.HIGH, limit));
    assertThat(layer(plan, Tier.HIGH).ceiling()).isEqualTo(millis(ceiling));
    assertThat(ceilings(plan)).extracting(Decision::name).containsExactly(decision);
    assertThat(ceilings(plan).get(0).sentence())
        .contains(millis(configured).toString(), millis(limit).toString());
  }

  @Test
  void configuredCeiling_withoutLimits_isTaken_belowRequestsToo() {
    EnforcementPlan plan = plan(configured(Tier.LOW, 250), pod("a", Tier.LOW, 3000));
    assertThat(layer(plan, Tier.LOW).ceiling()).isEqualTo(millis(250));
    assertThat(ceilings(plan)).as("it was asked for").isEmpty();
  }

  @Test
  void configuredCeilingOfCritical_isRaisedToItsFence() {
    Workload web = pod("web", Tier.CRITICAL, 2500);
    EnforcementPlan plan = plan(configured(Tier.CRITICAL, 3999), web);
    assertThat(layer(plan, Tier.CRITICAL).kind().fencedCpus().size()).isEqualTo(4);
    assertThat(layer(plan, Tier.CRITICAL).ceiling()).isEqualTo(CpuQuantity.ofCpus(4));
    assertThat(ceilings(plan))
        .containsExactly(
            new Decision.CeilingRaised("critical", millis(3999), CpuQuantity.ofCpus(4)));
    assertThat(ceilings(plan(configured(Tier.CRITICAL, 4000), web))).isEmpty();
  }

  @Test
  void configuredCeilingOfCritical_withoutFence_isRaisedToItsRequests() {
    EnforcementPlan plan = plan(configured(Tier.CRITICAL, 1000), pod("web", Tier.CRITICAL, 6500));
    assertThat(layer(plan, Tier.CRITICAL).kind().fencedCpus().isEmpty()).isTrue();
    assertThat(layer(plan, Tier.CRITICAL).ceiling()).isEqualTo(millis(6500));
    assertThat(ceilings(plan(configured(Tier.CRITICAL, 1), pod("web", Tier.CRITICAL, 0))))
        .as("nothing is reserved for who requests nothing")
        .isEmpty();
  }

  @Test
  void configuredCeiling_ofASchedulerWithoutThem_isNotPlanned_andSaysSo() {
    PlanPolicy policy = configured(Tier.LOW, 250).withCapabilities(Set.of(Capability.FENCES));
    EnforcementPlan plan = plan(policy, limited("a", Tier.LOW, 500), limited("b", Tier.HIGH, 500));
    assertThat(plan.layers()).allMatch(layer -> layer.ceiling() == null);
    assertThat(ceilings(plan))
        .containsExactly(new Decision.CeilingNotEnforceable("low", millis(250)));
    assertThat(ceilings(plan).get(0).sentence())
        .isEqualTo("Layer low is configured to use 250m CPUs at most, but this scheduler does not"
            + " enforce ceilings yet: it may use more.");
  }

  @Test
  void ceilingOfATierWithoutWorkloads_isIn_noPlan() {
    EnforcementPlan plan = plan(configured(Tier.LOW, 250), pod("a", Tier.HIGH, 100));
    assertThat(plan.layers()).allMatch(layer -> layer.ceiling() == null);
    assertThat(ceilings(plan)).isEmpty();
  }

  @Test
  void systemPods_thatAreAllLimited_leaveTheSystemLayerWithoutCeiling() {
    Workload proxy =
        limited("proxy", Tier.NORMAL, 100).toBuilder().priority(2_000_001_000).build();
    EnforcementPlan plan = plan(CAPPING, proxy);
    assertThat(plan.member(proxy.id()).orElseThrow().layer()).isEqualTo("system");
    assertThat(plan.layers()).allMatch(layer -> layer.ceiling() == null);
  }

  @Test
  void ceilingOfZero_orOfTheSystemLayer_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> configured(Tier.LOW, 0))
        .withMessageContaining("the ceiling of tier low must be at least 1m");
    Layer low = layer(plan(configured(Tier.LOW, 1), pod("a", Tier.LOW, 0)), Tier.LOW);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withCeiling(low, LayerRole.LOW, CpuQuantity.ZERO))
        .withMessageContaining("layer low cannot have the ceiling 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withCeiling(low, LayerRole.SYSTEM, CpuQuantity.ofCpus(1)))
        .withMessageContaining("the system layer has none");
  }

  private static Layer withCeiling(Layer from, LayerRole role, CpuQuantity ceiling) {
    return new Layer(
        from.name(), role, from.kind(), 1, from.slice(), false, false, CpuQuantity.ZERO, ceiling);
  }
}
