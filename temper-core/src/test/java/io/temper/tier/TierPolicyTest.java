package io.temper.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.TierRules.SystemPods;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierPolicyTest {
  private static final TierPolicy HONOURING =
      TierPolicy.byRules(TierRules.STANDARD.withTierAnnotation(TierAnnotation.HONOURED));

  private static WorkloadBuilder pod() {
    return Workload.builder(WorkloadId.of("test", "pod"));
  }

  private static WorkloadBuilder annotated(String key, String value) {
    return pod().priority(0).annotations(Map.of(key, value));
  }

  @Test
  void assign_priorityZeroWithClass_goesByThreshold() {
    Workload pod = pod()
        .priority(0)
        .priorityClassName("zero")
        .serviceClass(ServiceClass.BEST_EFFORT)
        .build();
    TierAssignment assignment = TierPolicy.standard().assign(pod);
    assertThat(assignment.tier()).contains(Tier.NORMAL);
    assertThat(assignment.reason()).isEqualTo(new TierReason.ByPriority(0, Tier.NORMAL, 0));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"GUARANTEED, NORMAL", "BURSTABLE, NORMAL", "BEST_EFFORT, BACKGROUND"})
  void assign_withoutPriority_goesByServiceClass(ServiceClass serviceClass, Tier expected) {
    TierAssignment assignment =
        TierPolicy.standard().assign(pod().serviceClass(serviceClass).build());
    assertThat(assignment.tier()).contains(expected);
    assertThat(assignment.reason())
        .isEqualTo(new TierReason.ByServiceClass(serviceClass, expected));
  }

  @Test
  void assign_withNeither_isNormal() {
    TierAssignment assignment = TierPolicy.standard().assign(pod().build());
    assertThat(assignment.tier()).contains(Tier.NORMAL);
    assertThat(assignment.reason()).isEqualTo(new TierReason.ByDefault(Tier.NORMAL));
  }

  @ParameterizedTest(name = "{0}, {1} -> system: {2}")
  @CsvSource({
    "2000000000, '', true",
    "2000001000, system-node-critical, true",
    "5, system-cluster-critical, true",
    "1999999999, '', false",
    "1000000000, my-system-node-critical, false",
  })
  void assign_whatTheNodeDependsOn_goesToTheSystemLayer(
      int priority, String className, boolean system) {
    WorkloadBuilder pod = pod().priority(priority);
    if (!className.isEmpty()) {
      pod.priorityClassName(className);
    }
    TierAssignment assignment = TierPolicy.standard().assign(pod.build());
    assertThat(assignment.tier().isEmpty()).isEqualTo(system);
    assertThat(assignment.reason() instanceof TierReason.BySystemPriority).isEqualTo(system);
  }

  @Test
  void assign_whatTheNodeDependsOn_saysBecauseOfWhat() {
    TierPolicy policy = TierPolicy.standard();
    Workload named =
        pod().priority(2_000_001_000).priorityClassName("system-node-critical").build();
    assertThat(policy.assign(named).reason())
        .isEqualTo(new TierReason.BySystemPriority("priority class system-node-critical"));
    assertThat(policy.assign(pod().priority(2_000_000_000).build()).reason())
        .isEqualTo(new TierReason.BySystemPriority("priority 2000000000"));
  }

  @Test
  void assign_systemPodsByThreshold_areCritical() {
    TierPolicy policy =
        TierPolicy.byRules(TierRules.STANDARD.withSystemPods(SystemPods.BY_THRESHOLD));
    Workload pod =
        pod().priority(2_000_001_000).priorityClassName("system-node-critical").build();
    assertThat(policy.assign(pod).tier()).contains(Tier.CRITICAL);
  }

  @Test
  void byPriority_otherThresholds_decide() {
    TierPolicy policy = TierPolicy.byPriority(new PriorityThresholds(4, 3, 2, 1));
    assertThat(policy.assign(pod().priority(4).build()).tier()).contains(Tier.CRITICAL);
    assertThat(policy.assign(pod().priority(0).build()).tier()).contains(Tier.BACKGROUND);
  }

  @Test
  void assign_annotationWhileOff_isReportedAndIgnored() {
    TierAssignment assignment =
        TierPolicy.standard().assign(annotated("infera.io/tier", "critical").build());
    assertThat(assignment.tier()).contains(Tier.NORMAL);
    assertThat(assignment.ignored())
        .containsExactly(new IgnoredAnnotation(
            "infera.io/tier", "critical", "tier annotations are switched off"));
  }

  @ParameterizedTest(name = "{0}={1} -> {2}")
  @CsvSource({
    "temper.io/tier, critical, CRITICAL",
    "temper.io/tier, ' High ', HIGH",
    "infera.io/tier, low, LOW",
    "temper.codes/tier, BACKGROUND, BACKGROUND",
  })
  void assign_annotationWhileOn_decides(String key, String value, Tier expected) {
    TierAssignment assignment = HONOURING.assign(annotated(key, value).build());
    assertThat(assignment.tier()).contains(expected);
    assertThat(assignment.reason()).isEqualTo(new TierReason.ByAnnotation(key, expected));
    assertThat(assignment.ignored()).isEmpty();
  }

  @Test
  void assign_annotationOfNoTier_fallsBackAndSaysSo() {
    TierAssignment assignment =
        HONOURING.assign(annotated("temper.io/tier", "urgent").build());
    assertThat(assignment.tier()).contains(Tier.NORMAL);
    assertThat(assignment.ignored())
        .containsExactly(new IgnoredAnnotation(
            "temper.io/tier",
            "urgent",
            "it names none of critical, high, normal, low, background"));
  }

  @Test
  void assign_annotationsThatDisagree_primaryWins() {
    Workload pod = pod()
        .annotations(Map.of("temper.codes/tier", "low", "temper.io/tier", "high"))
        .build();
    TierAssignment assignment = HONOURING.assign(pod);
    assertThat(assignment.tier()).contains(Tier.HIGH);
    assertThat(assignment.ignored())
        .containsExactly(new IgnoredAnnotation("temper.codes/tier", "low", "temper.io/tier wins"));
  }

  @Test
  void assign_annotationOnSystemPod_isIgnored() {
    Workload pod = annotated("temper.io/tier", "low").priority(2_000_000_000).build();
    TierAssignment assignment = HONOURING.assign(pod);
    assertThat(assignment.tier()).isEmpty();
    assertThat(assignment.ignored()).hasSize(1);
  }

  @Test
  void reasons_sayTheirNumbers() {
    assertThat(new TierReason.ByPriority(7, Tier.NORMAL, 0).sentence())
        .isEqualTo("Priority 7 is at least 0, the threshold of normal.");
    assertThat(new TierReason.ByPriority(-500, Tier.BACKGROUND, Integer.MIN_VALUE).sentence())
        .isEqualTo("Priority -500 is below every threshold, so it is background.");
    assertThat(new TierReason.ByServiceClass(ServiceClass.BEST_EFFORT, Tier.BACKGROUND).sentence())
        .isEqualTo(
            "No priority was chosen, and the service class BEST_EFFORT leads to background.");
    assertThat(new TierReason.BySystemPriority("priority 2000000000").sentence())
        .contains("priority 2000000000");
  }
}
