package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoexistenceTest {
  private static final NodeTopology NODE = NodeTopology.parse("4c8t");
  private static final String KUBELET = "kubelet CPU manager";
  private static final Workload WEB = pod("web", Tier.CRITICAL, 2000);
  private static final Workload BATCH = pod("batch", Tier.LOW, 500);

  /** Knows a profile with a group that has cores of its own. */
  private static final PlanPolicy EXCLUSIVE =
      PlanPolicy.STANDARD.withProfiles(ProfileCatalog.of(List.of(new ThreadProfile(
          "test",
          "this test",
          true,
          List.of(),
          MachineFilter.ANY,
          false,
          List.of(ProfileGroup.of("spin", ThreadTreatment.EXCLUSIVE, "spin"))))));

  private static Workload pod(String name, Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  private static NodeConstraints exclusive(String cpus, String holder) {
    var given = new ExclusiveCpus(KUBELET, holder, CpuSet.parse(cpus));
    return new NodeConstraints(List.of(given), Map.of(), new TreeMap<>(), List.of());
  }

  private static NodeConstraints cpuset(Workload of, String cpus) {
    return new NodeConstraints(
        List.of(), Map.of(of.id(), CpuSet.parse(cpus)), new TreeMap<>(), List.of());
  }

  private static EnforcementPlan plan(NodeConstraints constraints, Workload... workloads) {
    return TierPlanner.standard()
        .plan(WorkloadSet.of(workloads), NODE, PlanContext.NONE.withConstraints(constraints));
  }

  private static LayerKind critical(EnforcementPlan plan) {
    return plan.layer(LayerRole.CRITICAL).orElseThrow().kind();
  }

  @ParameterizedTest(name = "held {0}, critical {1}m, high {2}m -> {3}, {4}")
  @CsvSource({
    // Core 0 is the reserve; a core of which one CPU is held is left alone as a whole.
    "5, 2000, 1000, '2,6', 3",
    "'1,5', 4000, 1000, '2-3,6-7', ''",
    "'1,5,2', 2000, 1000, '3,7', ''",
    // A reserve that somebody holds would be none: the next core is it.
    "0, 2000, 1000, '2,6', 3",
    "0-7, 0, 1000, '', ''",
  })
  void plan_exclusiveCpus_areNobodysElse(
      String held, long criticalMillis, long highMillis, String critical, String high) {
    EnforcementPlan plan = plan(
        exclusive(held, "somebody"),
        pod("c", Tier.CRITICAL, criticalMillis),
        pod("h", Tier.HIGH, highMillis));

    assertThat(critical(plan).preferredCpus()).isEqualTo(CpuSet.parse(critical));
    assertThat(plan.layer(LayerRole.HIGH).orElseThrow().cpus()).isEqualTo(CpuSet.parse(high));
    assertThat(plan.decisions())
        .contains(new CoexistenceDecision.ExclusiveElsewhere(KUBELET, CpuSet.parse(held), 1));
  }

  @Test
  void plan_exclusiveCpus_countAgainstWhatCanBeFenced() {
    EnforcementPlan plan = plan(exclusive("1-2", "somebody"), pod("c", Tier.CRITICAL, 3000));

    assertThat(critical(plan)).isEqualTo(new LayerKind.Grouped(CpuSet.of(3, 7)));
    assertThat(plan.decisions())
        .contains(new Decision.Demoted("critical", 3, 2, 1, WorkloadSample.none()));
  }

  @Test
  void plan_memberWithCpusOfItsOwn_needsNoFenceForThem() {
    NodeConstraints held = exclusive("1-2", WEB.id().uid());
    EnforcementPlan both = plan(held, WEB, pod("more", Tier.CRITICAL, 500));
    assertThat(critical(both)).isEqualTo(new LayerKind.Confined(CpuSet.of(3, 7)));

    EnforcementPlan alone = plan(held, WEB);
    assertThat(critical(alone)).isEqualTo(new LayerKind.Grouped(CpuSet.empty()));
    assertThat(alone.decisions())
        .contains(new CoexistenceDecision.ExclusiveMembers(
            "critical", WorkloadSample.of(List.of(WEB.id()))));
  }

  @Test
  void plan_previousFenceOnCpusThatAreExclusiveNow_moves() {
    EnforcementPlan before = plan(NodeConstraints.NONE, WEB);
    assertThat(critical(before)).isEqualTo(new LayerKind.Confined(CpuSet.of(1, 5)));
    EnforcementPlan after = TierPlanner.standard()
        .plan(
            WorkloadSet.of(WEB),
            NODE,
            PlanContext.after(before).withConstraints(exclusive("5", "somebody")));
    assertThat(critical(after)).isEqualTo(new LayerKind.Confined(CpuSet.of(2, 6)));
  }

  @ParameterizedTest(name = "member {0}, other {1} -> {2}")
  @CsvSource({
    "'2-3', '0-7', CpusetOutsideFence",
    "'1-3', '0-7', ''",
    "'0-7', '1,5', CpusetInsideFence",
    "'0-7', '1', CpusetInsideFence",
    "'0-7', '0-1', ''",
    // CPUs that are not online help nobody.
    "'2-3,100', '1,100', 'CpusetOutsideFence,CpusetInsideFence'",
  })
  void plan_cpusetsThatDoNotMeetTheFence_areReported(String member, String other, String names) {
    NodeConstraints constraints = new NodeConstraints(
        List.of(),
        Map.of(WEB.id(), CpuSet.parse(member), BATCH.id(), CpuSet.parse(other)),
        new TreeMap<>(),
        List.of());
    assertThat(String.join(",", coexistence(plan(constraints, WEB, BATCH)))).isEqualTo(names);
  }

  @ParameterizedTest(name = "member {0}, other {1} -> {2}")
  @CsvSource({
    // Of the fence, core 2 is of critical/exclusive, core 1 of the rest of the tier.
    "'2,6', '0-7', ''",
    "'1,5', '0-7', ''",
    "'3,7', '0-7', CpusetOutsideFence",
    "'0-7', '1-2', CpusetInsideFence",
    "'0-7', '2', CpusetInsideFence",
  })
  void plan_coresOfSingleThreads_belongToTheFenceOfTheirTier(
      String member, String other, String names) {
    Workload owner = Workload.builder(WorkloadId.of("test", "owner"))
        .priority(PriorityThresholds.STANDARD.lowestOf(Tier.CRITICAL))
        .request(CpuQuantity.ofMillis(4000))
        .annotations(Map.of("temper.io/workload-profile", "test"))
        .build();
    NodeConstraints constraints = new NodeConstraints(
        List.of(),
        Map.of(owner.id(), CpuSet.parse(member), BATCH.id(), CpuSet.parse(other)),
        new TreeMap<>(Map.of(24, CpuSet.of(1), 25, CpuSet.of(6))),
        List.of());

    EnforcementPlan plan = TierPlanner.with(EXCLUSIVE)
        .plan(WorkloadSet.of(owner, BATCH), NODE, PlanContext.NONE.withConstraints(constraints));

    assertThat(plan.layer("critical/exclusive").orElseThrow().cpus()).isEqualTo(CpuSet.of(2, 6));
    assertThat(plan.decisions())
        .contains(new CoexistenceDecision.InterruptsOnFence(
            "critical", CpuSet.of(1, 6), 2, List.of(24, 25)));
    List<String> cpusets = coexistence(plan);
    cpusets.remove("InterruptsOnFence");
    assertThat(String.join(",", cpusets)).isEqualTo(names);
  }

  @Test
  void plan_cpusetsWithoutAFence_areNobodysBusiness() {
    assertThat(coexistence(plan(cpuset(BATCH, "1"), BATCH))).isEmpty();
  }

  @Test
  void plan_interruptsOnTheFence_areReportedWithTheirNumbers() {
    var interrupts = new TreeMap<Integer, CpuSet>();
    for (int number = 24; number < 40; number++) {
      interrupts.put(number, CpuSet.of(number % 8));
    }
    EnforcementPlan plan =
        plan(new NodeConstraints(List.of(), Map.of(), interrupts, List.of()), WEB);

    var decision = new CoexistenceDecision.InterruptsOnFence(
        "critical", CpuSet.of(1, 5), 4, List.of(25, 29, 33, 37));
    assertThat(plan.decisions()).contains(decision);
    assertThat(decision.sentence())
        .isEqualTo(
            "4 interrupts may be handled on CPUs of the fence of layer critical (1,5): number"
                + " 25, 29, 33, 37. /proc/irq/NUMBER/smp_affinity_list moves one that its driver lets"
                + " go.");
  }

  @Test
  void plan_whatCouldNotBeRead_isSaid() {
    EnforcementPlan plan = plan(
        new NodeConstraints(List.of(), Map.of(), new TreeMap<>(), List.of("/x: permission denied")),
        WEB);
    assertThat(critical(plan)).isEqualTo(new LayerKind.Confined(CpuSet.of(1, 5)));
    assertThat(plan.decisions())
        .contains(new CoexistenceDecision.ConstraintUnknown("/x: permission denied"));
  }

  @Test
  void exclusiveCpus_withoutAManager_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExclusiveCpus(" ", null, CpuSet.of(1)))
        .withMessageContaining("who gave them");
  }

  private static List<String> coexistence(EnforcementPlan plan) {
    return plan.decisions().stream()
        .filter(CoexistenceDecision.class::isInstance)
        .map(Decision::name)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
