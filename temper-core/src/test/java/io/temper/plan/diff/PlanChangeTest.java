package io.temper.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.plan.Decision;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.diff.PlanChange.Reach;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How single differences of plans read, and what has to be written for them. */
class PlanChangeTest {
  private static final WorkloadId WEB = WorkloadId.of("shop", "web");
  private static final CgroupPath GROUP = new CgroupPath("/kubepods/a");
  private static final CpuQuantity ONE = CpuQuantity.ofCpus(1);
  private static final LayerKind OPEN = new LayerKind.Open();
  private static final LayerKind ALIKE = new LayerKind.Grouped(CpuSet.empty());
  private static final LayerKind AROUND = new LayerKind.Grouped(CpuSet.of(2));
  private static final LayerKind FENCE = new LayerKind.Confined(CpuSet.range(1, 3));
  private static final Decision DECISION = new Decision.OmittedTier(Tier.LOW);

  /** A difference and how it reads. */
  private record Reads(PlanChange change, String sentence) {}

  static Stream<Reads> changes() {
    return Stream.of(
        reads(new LayerChange.LayerAdded("x", OPEN), "Layer x is new: open."),
        reads(new LayerChange.LayerAdded("x", ALIKE), "Layer x is new: grouped."),
        reads(
            new LayerChange.LayerRemoved("x", FENCE),
            "Layer x is gone: it was confined to CPUs 1-3."),
        reads(
            new LayerChange.KindChanged("x", FENCE, AROUND),
            "Layer x was confined to CPUs 1-3, and becomes grouped around CPU 2."),
        reads(
            new LayerChange.CpusChanged("x", CpuSet.of(1), CpuSet.of(2, 3)),
            "Layer x gains CPU 1 and loses CPUs 2-3."),
        reads(
            new LayerChange.CpusChanged("x", CpuSet.of(1), CpuSet.empty()), "Layer x gains CPU 1."),
        reads(
            new LayerChange.CpusChanged("x", CpuSet.empty(), CpuSet.of(2)), "Layer x loses CPU 2."),
        reads(
            new LayerChange.WeightChanged("x", 500, 600),
            "The weight of layer x goes from 500 to 600."),
        reads(
            new LayerChange.SliceChanged("x", Duration.ofMillis(5), Duration.ofNanos(250_999)),
            "The slice of layer x goes from 5000 to 250 us."),
        reads(
            new LayerChange.CeilingChanged("x", ONE, null),
            "The ceiling of layer x goes from 1 CPU to none."),
        reads(
            new LayerChange.RightsChanged("x", LayerRole.HIGH, 3, true, false),
            "Layer x has rank 3 now, is protected and preempts nobody."),
        reads(
            new LayerChange.RightsChanged("x", LayerRole.SYSTEM, 6, false, true),
            "Layer x has rank 6 now, is not protected and preempts lower ranks."),
        reads(new MemberChange.MemberJoined(WEB, "x"), "shop/web joins layer x."),
        reads(new MemberChange.MemberLeft(WEB, "x"), "shop/web leaves layer x."),
        reads(new MemberChange.MemberMoved(WEB, "x", "y"), "shop/web moves from layer x to y."),
        reads(
            new MemberChange.MemberRegrouped(WEB, GROUP, null),
            "shop/web is found in the control group none instead of /kubepods/a."),
        reads(
            new MemberChange.SystemGroupJoined(GROUP),
            "The control group /kubepods/a joins the system layer."),
        reads(
            new MemberChange.SystemGroupLeft(GROUP),
            "The control group /kubepods/a leaves the system layer."),
        reads(
            new DecisionChange.DecisionAppeared(DECISION),
            "New: OmittedTier. No workload is in tier low, so it has no layer."),
        reads(
            new DecisionChange.DecisionChanged(DECISION, DECISION),
            "Now: OmittedTier. No workload is in tier low, so it has no layer."),
        reads(
            new DecisionChange.DecisionGone(DECISION),
            "No longer: OmittedTier. No workload is in tier low, so it has no layer."));
  }

  private static Reads reads(PlanChange change, String sentence) {
    return new Reads(change, sentence);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void sentence_ofAChange_saysWhatChanges(Reads reads) {
    assertThat(reads.change().sentence()).isEqualTo(reads.sentence());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void reach_ofAChange_isThatOfWhatItIsAbout(Reads reads) {
    PlanChange change = reads.change();
    Reach expected = change instanceof LayerChange
        ? Reach.SHAPE
        : change instanceof MemberChange ? Reach.MEMBERS : Reach.NOTHING;

    assertThat(change.reach()).isEqualTo(expected);
  }

  @Test
  void name_ofEachCase_isStable() {
    assertThat(changes().map(each -> each.change().name()).distinct())
        .containsExactly(
            "LayerAdded",
            "LayerRemoved",
            "KindChanged",
            "CpusChanged",
            "WeightChanged",
            "SliceChanged",
            "CeilingChanged",
            "RightsChanged",
            "MemberJoined",
            "MemberLeft",
            "MemberMoved",
            "MemberRegrouped",
            "SystemGroupJoined",
            "SystemGroupLeft",
            "DecisionAppeared",
            "DecisionChanged",
            "DecisionGone")
        .hasSize(Stream.of(LayerChange.class, MemberChange.class, DecisionChange.class)
            .mapToInt(kind -> kind.getPermittedSubclasses().length)
            .sum());
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING, 0 0 0 0 0, Nothing is written to the kernel.",
    "MEMBERS, 0 0 0 0 0, Entries of single control groups are written.",
    "SHAPE, 1 0 0 0 0, 'The configuration is exchanged as a whole, without detaching: 1 CPU changes"
        + " owner.'",
    "SHAPE, 2 1 0 0 0, 'The configuration is exchanged as a whole, without detaching: 2 CPUs change"
        + " owner, 1 CPU changes who prefers it.'",
    "SHAPE, 0 2 1 1 1, 'The configuration is exchanged as a whole, without detaching: 2 CPUs change"
        + " who prefers them, 1 workload moves to another layer, 1 workload joins, 1 workload"
        + " leaves.'",
    "MEMBERS, 0 0 2 2 2, 'Entries of single control groups are written: 2 workloads move to another"
        + " layer, 2 workloads join, 2 workloads leave.'",
  })
  void sentence_ofCosts_namesOnlyWhatThereIs(Reach reach, String counts, String sentence) {
    int[] each = Arrays.stream(counts.split(" ")).mapToInt(Integer::parseInt).toArray();

    assertThat(new PlanCost(reach, each[0], each[1], each[2], each[3], each[4]).sentence())
        .isEqualTo(sentence);
  }

  @Test
  void diff_givenAList_keepsItsOwn() {
    List<PlanChange> changes = Stream.<PlanChange>of(new MemberChange.MemberLeft(WEB, "x"))
        .collect(Collectors.toCollection(ArrayList::new));
    PlanDiff diff = new PlanDiff(changes, new PlanCost(Reach.MEMBERS, 0, 0, 0, 0, 1));

    changes.clear();

    assertThat(diff.isEmpty()).isFalse();
  }
}
