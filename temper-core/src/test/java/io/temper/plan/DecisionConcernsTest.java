package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a decision is about, and who wants to read it. */
class DecisionConcernsTest {
  /** Of the critical layer one without a request and one with request and limit, and one of each other. */
  private static final WorkloadSet PODS = WorkloadSet.of(
      pod("bare", Tier.CRITICAL, 0),
      pod("sized", Tier.CRITICAL, 2000).toBuilder().limit(CpuQuantity.ofCpus(2)).build(),
      pod("high", Tier.HIGH, 1000),
      pod("normal", Tier.NORMAL, 1000).toBuilder().limit(CpuQuantity.ofCpus(1)).build(),
      pod("annotated", Tier.LOW, 0).toBuilder()
          .annotations(Map.of(DecisionSamples.KEY, "high"))
          .build(),
      pod("misspelt", Tier.LOW, 0).toBuilder()
          .annotations(Map.of("infera.io/tier", "high"))
          .build(),
      pod("named", Tier.LOW, 0),
      Workload.builder(WorkloadId.of("shop", "system")).priority(2_000_000_000).build());

  private static final EnforcementPlan PLAN =
      TierPlanner.standard().plan(PODS, NodeTopology.parse("4c8t"));

  private static final String MEMBERS = "bare sized";
  private static final String NOBODY = "";

  private static Workload pod(String name, Tier tier, long millis) {
    return Workload.builder(WorkloadId.of("shop", name))
        .priority(PriorityThresholds.STANDARD.lowestOf(tier))
        .request(CpuQuantity.ofMillis(millis))
        .build();
  }

  /** Which of the pods each decision of {@link DecisionSamples} concerns, by its name. */
  private static Map<String, String> concerned() {
    Map<String, String> concerned = new LinkedHashMap<>();
    for (String aboutItsLayer : List.of(
        "Demoted",
        "SmallNode",
        "NoRequest",
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
        "ExclusiveMembers",
        "InterruptsOnFence")) {
      concerned.put(aboutItsLayer, MEMBERS);
    }
    concerned.put("UncountedInFence", "bare");
    concerned.put("TierInflation", "bare high sized");
    concerned.put("IgnoredTierAnnotation", "annotated");
    // All of them, beyond those that it names.
    concerned.put("LimitNotEnforced", "normal sized");
    concerned.put("CpusetOutsideFence", "named");
    concerned.put("CpusetInsideFence", "bare named sized");
    concerned.put("OmittedTier", NOBODY);
    concerned.put("ExclusiveElsewhere", NOBODY);
    concerned.put("ConstraintUnknown", NOBODY);
    return concerned;
  }

  static Stream<Arguments> decisions() {
    return DecisionSamples.all().stream().map(decision -> Arguments.of(decision.name(), decision));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decisions")
  void concerns_eachDecision_whomItIsAbout(String name, Decision decision) {
    List<String> concerned = PODS.stream()
        .filter(pod -> decision.concerns(pod, PLAN.member(pod.id()).orElseThrow()))
        .map(pod -> pod.id().name())
        .toList();

    assertThat(String.join(" ", concerned)).isEqualTo(concerned().get(name));
  }

  @ParameterizedTest
  @CsvSource({
    "OmittedTier, low",
    "TierInflation, ''",
    "LimitNotEnforced, ''",
    "IgnoredTierAnnotation, temper.io/tier tier annotations are switched off",
    "ExclusiveElsewhere, kubelet CPU manager",
    "ConstraintUnknown, /x: permission denied",
  })
  void about_whatIsNoLayer_tellsItFromOthersOfItsName(String name, String about) {
    assertThat(sample(name).about()).isEqualTo(about);
  }

  @Test
  void about_theOthers_isTheirLayer() {
    List<String> others = List.of(
        "OmittedTier",
        "TierInflation",
        "LimitNotEnforced",
        "IgnoredTierAnnotation",
        "ExclusiveElsewhere",
        "ConstraintUnknown");

    assertThat(DecisionSamples.all())
        .filteredOn(decision -> !others.contains(decision.name()))
        .hasSize(18)
        .allMatch(decision -> decision.about().equals("critical"));
  }

  @Test
  void concerns_workloadsOfTheSameReasonUnderAnotherKey_notThem() {
    Decision other = new Decision.IgnoredTierAnnotation(
        "infera.io/tier", DecisionSamples.WHY, WorkloadSample.none());
    Workload misspelt = PODS.stream()
        .filter(pod -> pod.id().name().equals("misspelt"))
        .findFirst()
        .orElseThrow();
    Member place = PLAN.member(misspelt.id()).orElseThrow();

    assertThat(other.concerns(misspelt, place)).isTrue();
    assertThat(new Decision.IgnoredTierAnnotation("infera.io/tier", "", WorkloadSample.none())
            .concerns(misspelt, place))
        .isFalse();
  }

  private static Decision sample(String name) {
    return DecisionSamples.all().stream()
        .filter(decision -> decision.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
