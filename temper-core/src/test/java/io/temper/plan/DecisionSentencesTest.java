package io.temper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences that depend on the numbers in them. */
class DecisionSentencesTest {
  private static final CpuSet CPUS = CpuSet.of(1, 5);
  private static final WorkloadSample NONE = WorkloadSample.none();

  @Test
  void demoted_namesWhoseRemovalRestoresTheFence_ifAnybodysDoes() {
    WorkloadSample web = WorkloadSample.of(List.of(WorkloadId.of("shop", "web")));

    assertThat(new Decision.Demoted("critical", 1, 1, 0, NONE).sentence())
        .isEqualTo("Layer critical is grouped instead of confined: its requests of 1 CPU take 1"
            + " whole core, and this node can fence 0.");
    assertThat(new Decision.Demoted("critical", 7, 4, 3, web).sentence())
        .endsWith("this node can fence 3. Without shop/web it would fit.");
    assertThat(new Decision.SmallNode("critical", 2, 2, 1, web).sentence())
        .isEqualTo("Layer critical is grouped instead of confined: on a node of 2 CPUs a fence of 2"
            + " whole cores does not fit beside the open reserve, which leaves 1. Without shop/web"
            + " it would fit.");
  }

  @ParameterizedTest(name = "{0} asked, caches of {1}")
  @CsvSource({
    "3, 2, no cache domain has more than 2 for it.",
    "3, 3, 'they stay with it although one cache domain has 3 for it; a plan from scratch would"
        + " move them.'",
  })
  void spansCaches_saysWhetherAnythingElseWasPossible(int asked, int largest, String why) {
    assertThat(new Decision.SpansCaches("critical", asked, CPUS, 2, 1, largest).sentence())
        .isEqualTo("The CPUs of layer critical (1,5) lie in 2 last-level caches of 1 NUMA node: it"
            + " asks for 3 CPUs, and " + why);
  }

  @Test
  void groupsWithoutEffect_sayWhatWasLostAndWhatWouldHelp() {
    assertThat(new Decision.GroupsNotDivided(
                "high",
                CpuQuantity.ofCpus(2),
                List.of(ThreadTreatment.LATENCY, ThreadTreatment.YIELD))
            .sentence())
        .isEqualTo("Thread profiles would treat threads of layer high as latency and yield, but its"
            + " ceiling of 2 CPUs holds the sum of one layer: all its threads are treated alike. A"
            + " tier without a ceiling is divided.");
    assertThat(new Decision.NoExclusiveCores("critical", CPUS, 1).sentence())
        .isEqualTo("Exclusive threads of layer critical ask for 1 CPU of their own, which leaves no"
            + " core of its fence (1,5) for the others: they share it. Larger requests make the"
            + " fence larger.");
  }

  @Test
  void ceilingFromLimits_namesTheConfiguredOneIfThereIsOne() {
    CpuQuantity one = CpuQuantity.ofCpus(1);
    CpuQuantity two = CpuQuantity.ofCpus(2);

    assertThat(new Decision.CeilingFromLimits("low", one, NONE, null).sentence())
        .startsWith("Layer low may use 1 CPU in all,")
        .endsWith("none of them by itself.");
    assertThat(new Decision.CeilingFromLimits("low", one, NONE, two).sentence())
        .endsWith("none of them by itself. The configured ceiling of 2 CPUs is not lower.");
  }

  @ParameterizedTest
  @CsvSource({
    "1, '1 interrupt may be handled on CPUs of the fence of layer critical (1,5): number 24.'",
    "10, '10 interrupts may be handled on CPUs of the fence of layer critical (1,5): number 24, 25,"
        + " 26, 27, 28, 29, 30, 31, 32, 33.'",
    "11, '11 interrupts may be handled on CPUs of the fence of layer critical (1,5): number 24, 25,"
        + " 26, 27, 28, 29, 30, 31, 32, 33 and 1 more.'",
  })
  void interruptsOnFence_namesTenAndCountsTheRest(int count, String start) {
    List<Integer> named = IntStream.range(24, 24 + Math.min(count, WorkloadSample.MAX_NAMED))
        .boxed()
        .toList();

    assertThat(new CoexistenceDecision.InterruptsOnFence("critical", CPUS, count, named).sentence())
        .isEqualTo(
            start + " /proc/irq/NUMBER/smp_affinity_list moves one that its driver lets go.");
  }

  @Test
  void sentences_ofAllDecisions_nameTheirLayerOrWhatElseTheyAreAbout() {
    assertThat(DecisionSamples.all()).allSatisfy(decision -> {
      String topic = decision instanceof Decision.IgnoredTierAnnotation
          ? DecisionSamples.KEY
          : decision.about();
      assertThat(decision.sentence()).contains(topic).endsWith(".").doesNotContain("null");
    });
  }
}
