package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How reasons read. */
class ReasonTest {
  private static final CpuQuantity HALF = CpuQuantity.ofMillis(500);
  private static final CpuQuantity ONE = CpuQuantity.ofCpus(1);
  private static final CpuQuantity TWO = CpuQuantity.ofCpus(2);

  /** A reason and how it reads. */
  private record Reads(Reason reason, String sentence) {}

  static Stream<Reads> reasons() {
    return Stream.of(
        new Reads(
            new Reason.Contention(HALF, TWO, 0.75),
            "Others kept its threads waiting for 75 % of the time that they ran or wanted to: it"
                + " used 500m CPU on average and wanted 2 CPUs."),
        new Reads(
            new Reason.Throttled(0.05, ONE),
            "Its own limit held it in 5 % of the periods. No request helps against that: raise the"
                + " limit, up to 1 CPU, or run fewer threads."),
        new Reads(
            new Reason.AtLimit(TWO, ONE),
            "It would need 2 CPUs, but its limit is 1: raise the limit as well to let it have more."),
        new Reads(
            new Reason.AtNode(TWO, ONE),
            "It would need 2 CPUs, but the node has 1 CPU in all, and some of them belong to the"
                + " system: run more replicas, or choose larger nodes."),
        new Reads(
            new Reason.Bursts(HALF, TWO),
            "It comes in bursts: 500m CPU is enough half of the time, but in 5 % of the minutes it"
                + " wants 2 CPUs, if only for seconds."),
        new Reads(
            new Reason.Step(HALF, TWO),
            "It wants 2 CPUs in most of the last minutes, up from 500m CPU; the history has yet to"
                + " follow."),
        new Reads(
            new Reason.StartUp(TWO, HALF),
            "While it starts it wants 2 CPUs, later 500m CPU. The request is for later; boost the"
                + " start, or accept a slow one."),
        new Reads(
            new Reason.Parallel(4, ONE),
            "4 threads want to run at once, but the limit is 1: together they use it up early in"
                + " each period and then all stand still."),
        new Reads(
            new Reason.OneThread(ONE),
            "Hardly ever more than one thread is runnable, and it wants 1 CPU: more than 1 CPU would"
                + " not make it faster."),
        new Reads(
            new Reason.SiblingPressure(0.5),
            "For 50 % of its run time the other hardware thread of its core was busy, too: with"
                + " whole cores it would want less."),
        new Reads(new Reason.DelayedBy("low", 1), "Layer 'low' caused 100 % of the delays."),
        new Reads(
            new Reason.Covered(TWO, ONE),
            "Its request of 2 covers the 1 CPU that it wants, so more request is no cure: part it"
                + " from its neighbours, or raise its tier."),
        new Reads(
            new Reason.ScaledByHpa(HALF, 67),
            "An autoscaler keeps each replica at 500m CPU: set its target to 67 % together with the"
                + " request, or the two will chase each other."),
        new Reads(
            new Reason.JvmChanges(List.of("a 1 → 2", "b 2 → 3")),
            "At its next start the JVM would change a 1 → 2, b 2 → 3; pin what must stay with"
                + " -XX:ActiveProcessorCount or the option itself."),
        new Reads(
            new Reason.JvmIgnoresRequest(1),
            "The JVM counts 1 processor by its limit or node; the request changes none of its"
                + " pools."),
        new Reads(
            new Reason.WaitUnknown(0.004),
            "In less than 1 % of the time the waits of its threads could not be read; there it is"
                + " taken to want what it used and, where the kernel tells it, what the pressure of"
                + " its group adds at least. That may be too little."),
        new Reads(
            new Reason.LittleEvidence(1, Duration.ofMinutes(1), 10),
            "Only 1 window in 1 minute were seen; it takes 10."),
        new Reads(
            new Reason.Restarts(3),
            "It was started 3 times in the evidence: find out why before its size."));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void sentence_ofAReason_namesItsNumbers(Reads reads) {
    assertThat(reads.reason().sentence()).isEqualTo(reads.sentence());
  }

  @Test
  void name_ofEachCase_isStable() {
    assertThat(reasons().map(each -> each.reason().name()))
        .containsExactly(
            "Contention",
            "Throttled",
            "AtLimit",
            "AtNode",
            "Bursts",
            "Step",
            "StartUp",
            "Parallel",
            "OneThread",
            "SiblingPressure",
            "DelayedBy",
            "Covered",
            "ScaledByHpa",
            "JvmChanges",
            "JvmIgnoresRequest",
            "WaitUnknown",
            "LittleEvidence",
            "Restarts")
        .hasSize(Reason.class.getPermittedSubclasses().length);
  }

  @Test
  void jvmChanges_givenAList_keepsItsOwn() {
    List<String> changes = new ArrayList<>(List.of("a"));
    Reason.JvmChanges reason = new Reason.JvmChanges(changes);

    changes.add("b");

    assertThat(reason.changes()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 CPUs", "1, 1m CPU", "1000, 1 CPU", "1500, 1500m CPU", "2000, 2 CPUs"})
  void cpus_amount_isSaidAsPeopleSayIt(long millis, String text) {
    assertThat(Phrases.cpus(CpuQuantity.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0001, less than 1 %",
    "0.0099, less than 1 %",
    "0.01, 1 %",
    "0.014, 1 %",
    "0.016, 2 %",
    "1, 100 %"
  })
  void percent_share_isNeverNothingForSomething(double share, String text) {
    assertThat(Phrases.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 minutes",
    "PT1M59S, 1 minute",
    "PT1H59M, 119 minutes",
    "PT2H, 2 hours",
    "PT47H, 47 hours",
    "PT48H, 2 days"
  })
  void time_isInItsLargestUnit(Duration time, String text) {
    assertThat(Phrases.time(time)).isEqualTo(text);
  }
}
