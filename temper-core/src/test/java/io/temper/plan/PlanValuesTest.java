package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.CpuSet;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierReason;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanValuesTest {
  private static Layer layer(String name, LayerRole role) {
    return new Layer(
        name,
        role,
        new LayerKind.Open(),
        1,
        Duration.ofMillis(1),
        false,
        false,
        CpuQuantity.ZERO,
        null);
  }

  private static final List<Layer> BUILT_IN =
      List.of(layer("system", LayerRole.SYSTEM), layer("default", LayerRole.DEFAULT));

  private static EnforcementPlan plan(List<Layer> layers, List<Member> members) {
    return new EnforcementPlan(layers, members, List.of(), List.of());
  }

  @Test
  void plan_thatDoesNotFitTogether_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(List.of(layer("system", LayerRole.SYSTEM)), List.of()))
        .withMessageContaining("default");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(List.of(layer("default", LayerRole.DEFAULT)), List.of()))
        .withMessageContaining("system");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            plan(List.of(layer("x", LayerRole.SYSTEM), layer("x", LayerRole.DEFAULT)), List.of()))
        .withMessageContaining("name x");
    TierAssignment normal =
        new TierAssignment.InTier(Tier.NORMAL, new TierReason.ByDefault(Tier.NORMAL), List.of());
    Member lost =
        new Member(WorkloadId.of("test", "pod"), "normal", normal, CpuQuantity.ZERO, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(BUILT_IN, List.of(lost)))
        .withMessageContaining("test/pod")
        .withMessageContaining("normal");
  }

  @Test
  void plan_askedForALayerOrAWorkload_findsThatAndNoOther() {
    List<Layer> layers = new ArrayList<>(BUILT_IN);
    layers.add(layer("low", LayerRole.LOW));
    EnforcementPlan plan = plan(layers, List.of(member("a"), member("b")));

    assertThat(plan.layer("default")).hasValue(BUILT_IN.get(1));
    assertThat(plan.layer("critical")).isEmpty();
    assertThat(plan.layer(LayerRole.LOW)).hasValue(layers.get(2));
    assertThat(plan.layer(LayerRole.HIGH)).isEmpty();
    assertThat(plan.member(WorkloadId.of("test", "b"))).hasValue(member("b"));
    assertThat(plan.member(WorkloadId.of("test", "c"))).isEmpty();
    assertThat(plan.membersIn(layers.get(2))).isEqualTo(2);
    assertThat(plan.membersIn(layers.get(0))).isZero();
  }

  @Test
  void members_outOfOrderOrTwice_areRefusedWithBothNames() {
    List<Layer> layers = new ArrayList<>(BUILT_IN);
    layers.add(layer("low", LayerRole.LOW));
    for (List<Member> wrong :
        List.of(List.of(member("b"), member("a")), List.of(member("a"), member("a")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plan(layers, wrong))
          .withMessageContaining(wrong.get(0).id().toString())
          .withMessageContaining(wrong.get(1).id().toString());
    }
  }

  private static Member member(String name) {
    TierAssignment low =
        new TierAssignment.InTier(Tier.LOW, new TierReason.ByDefault(Tier.LOW), List.of());
    return new Member(WorkloadId.of("test", name), "low", low, CpuQuantity.ZERO, null);
  }

  @Test
  void layer_outOfRange_isRefusedWithNameAndValue() {
    Layer good = layer("x", LayerRole.LOW);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, "x", 0, good.slice()))
        .withMessageContaining("layer x")
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, "x", 10_001, good.slice()))
        .withMessageContaining("10001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, "x", 1, Duration.ZERO))
        .withMessageContaining("PT0S");
    assertThatIllegalArgumentException().isThrownBy(() -> with(good, " ", 1, good.slice()));
    assertThatIllegalArgumentException().isThrownBy(() -> new LayerKind.Confined(CpuSet.empty()));
  }

  private static Layer with(Layer from, String name, int weight, Duration slice) {
    return new Layer(
        name, from.role(), from.kind(), weight, slice, false, false, CpuQuantity.ZERO, null);
  }

  @Test
  void sample_ofMany_namesTheFirstTen() {
    List<WorkloadId> ids =
        IntStream.range(10, 35).mapToObj(i -> WorkloadId.of("test", "pod-" + i)).toList();
    WorkloadSample sample = WorkloadSample.of(ids);
    assertThat(sample.total()).isEqualTo(25);
    assertThat(sample.first()).hasSize(10);
    assertThat(sample.toString()).startsWith("test/pod-10, ").endsWith(" and 15 more");
    assertThat(WorkloadSample.of(ids.subList(0, 1))).hasToString("test/pod-10");
    assertThat(WorkloadSample.of(List.of()).isEmpty()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkloadSample(3, List.of()));
  }

  @Test
  void decisions_haveStableNames() {
    List<Decision> all = DecisionSamples.all();
    assertThat(all.stream().map(Decision::name))
        .containsExactly(
            "Demoted",
            "SmallNode",
            "NoRequest",
            "UncountedInFence",
            "OmittedTier",
            "TierInflation",
            "SmtSharing",
            "SpansCaches",
            "CpusKept",
            "FenceNotEnforceable",
            "GroupsNotDivided",
            "NoExclusiveCores",
            "CeilingFromLimits",
            "CeilingBelowLimits",
            "CeilingRaised",
            "CeilingNotEnforceable",
            "IgnoredTierAnnotation",
            "LimitNotEnforced",
            "ExclusiveElsewhere",
            "ExclusiveMembers",
            "CpusetOutsideFence",
            "CpusetInsideFence",
            "InterruptsOnFence",
            "ConstraintUnknown")
        .hasSize(Decision.class.getPermittedSubclasses().length
            - 1
            + CoexistenceDecision.class.getPermittedSubclasses().length);
  }
}
