package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.plan.Decision;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.plan.diff.DecisionChange;
import io.temper.plan.diff.LayerChange;
import io.temper.plan.diff.MemberChange;
import io.temper.plan.diff.PlanChange;
import io.temper.plan.diff.PlanChange.Reach;
import io.temper.plan.diff.PlanCost;
import io.temper.plan.diff.PlanDiff;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanDiffJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/temper/json/plan-diff.json");

  private static final WorkloadId WEB = new WorkloadId("shop", "web", "0f-1");
  private static final CgroupPath GROUP = new CgroupPath("/kubepods.slice/web");
  private static final CpuSet CPUS = CpuSet.of(1, 2, 5);

  private static final PlanDiff EVERY_CASE = new PlanDiff(
      List.of(
          new LayerChange.LayerAdded("critical", new LayerKind.Confined(CPUS)),
          new LayerChange.LayerRemoved("high", new LayerKind.Grouped(CPUS)),
          new LayerChange.KindChanged("normal", new LayerKind.Grouped(CPUS), new LayerKind.Open()),
          new LayerChange.CpusChanged("normal", CPUS, CpuSet.empty()),
          new LayerChange.WeightChanged("normal", 1300, 1310),
          new LayerChange.SliceChanged("normal", Duration.ofMillis(20), Duration.ofNanos(500_000)),
          new LayerChange.CeilingChanged("normal", null, CpuQuantity.ofMillis(1500)),
          new LayerChange.RightsChanged("normal", LayerRole.HIGH, 3, true, false),
          new MemberChange.MemberJoined(WEB, "high"),
          new MemberChange.MemberLeft(WEB, "high"),
          new MemberChange.MemberMoved(WEB, "high", "low"),
          new MemberChange.MemberRegrouped(WEB, GROUP, null),
          new MemberChange.SystemGroupJoined(GROUP),
          new MemberChange.SystemGroupLeft(GROUP),
          new DecisionChange.DecisionAppeared(new Decision.OmittedTier(Tier.LOW)),
          new DecisionChange.DecisionChanged(
              new Decision.SmtSharing("critical", 3, 2, CPUS),
              new Decision.SmtSharing("critical", 2, 1, CPUS)),
          new DecisionChange.DecisionGone(new Decision.OmittedTier(Tier.HIGH))),
      new PlanCost(Reach.SHAPE, 3, 1, 1, 2, 0));

  /** After a wanted change: {@code GOLDEN_WRITE=true} in the environment, then review the difference. */
  @Test
  void write_everyCase_isTheGoldenFile() throws IOException {
    String written = PlanDiffJson.write(EVERY_CASE);
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(GOLDEN, written);
    }
    assertThat(written).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void tree_isTheSameDocument() {
    assertThat(JsonCodec.write(PlanDiffJson.tree(EVERY_CASE)))
        .isEqualTo(PlanDiffJson.write(EVERY_CASE));
  }

  /** Whoever adds a case adds it to the sample, and with it to the wire format. */
  @ParameterizedTest
  @MethodSource("cases")
  void sample_holdsEveryCase(Class<?> type) {
    assertThat(EVERY_CASE.changes()).anyMatch(type::isInstance);
  }

  static Stream<Class<?>> cases() {
    return Arrays.stream(PlanChange.class.getPermittedSubclasses())
        .flatMap(group -> Arrays.stream(group.getPermittedSubclasses()));
  }
}
