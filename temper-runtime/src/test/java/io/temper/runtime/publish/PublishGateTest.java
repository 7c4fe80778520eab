package io.temper.runtime.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.testkit.KernelConfigs;
import io.temper.testkit.Topologies;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishGateTest {
  private static final KernelConfig IN_FORCE = KernelConfigs.plain(Topologies.smt(4));
  private static final KernelConfig OTHER_SHAPE = KernelConfigs.withDoubledSlices(IN_FORCE);

  private final PublishGate gate = new PublishGate(PublishTiming.STANDARD);

  @Test
  void same_isNothing() {
    assertThat(gate.due(IN_FORCE, IN_FORCE.withGeneration(9), 0).now()).isEmpty();
  }

  @Test
  void members_areDueAtOnce() {
    KernelConfig next = KernelConfigs.withoutMembers(IN_FORCE);
    assertThat(gate.due(IN_FORCE, next, 0)).isEqualTo(new PublishGate.Due(next, null));
  }

  @ParameterizedTest(name = "after {0} ms: due {1}")
  @CsvSource({"0, false", "49, false", "50, true", "51, true"})
  void shape_isDueOnceItRested(long millis, boolean due) {
    gate.due(IN_FORCE, OTHER_SHAPE, 0);
    assertThat(gate.due(IN_FORCE, OTHER_SHAPE, nanos(millis)).now().isPresent()).isEqualTo(due);
  }

  @ParameterizedTest(name = "after {0} ms: due {1}")
  @CsvSource({"480, false", "500, true"})
  void shapeThatNeverRests_isDueInTheEnd(long millis, boolean due) {
    KernelConfig next = IN_FORCE;
    for (long now = 0; now < millis; now += 20) {
      next = now % 40 == 0 ? OTHER_SHAPE : KernelConfigs.withDoubledSlices(OTHER_SHAPE);
      assertThat(gate.due(IN_FORCE, next, nanos(now)).now()).isEmpty();
    }
    KernelConfig last = KernelConfigs.withDoubledSlices(next);
    assertThat(gate.due(IN_FORCE, last, nanos(millis)).now().isPresent()).isEqualTo(due);
  }

  @Test
  void shapeThatGoesBack_isForgotten() {
    gate.due(IN_FORCE, OTHER_SHAPE, 0);
    gate.due(IN_FORCE, IN_FORCE, nanos(40));
    assertThat(gate.due(IN_FORCE, OTHER_SHAPE, nanos(60)).askAgain())
        .isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void shapeWithFewerMembers_losesThemAtOnceAndTheShapeFollows() {
    var due = gate.due(IN_FORCE, KernelConfigs.withoutMembers(OTHER_SHAPE), 0);
    assertThat(due.now()).contains(KernelConfigs.withoutMembers(IN_FORCE));
    assertThat(due.askAgain()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void membersOfLayersThatComeWithTheShape_stayWhereTheyAre() {
    KernelConfig next = OTHER_SHAPE.withLayers(
        OTHER_SHAPE.layers().stream().map(PublishGateTest::renamed).toList());
    assertThat(gate.due(IN_FORCE, next, 0).now()).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({"100, 104, 100", "100, 105, 105", "100, 96, 100", "100, 95, 95", "1, 2, 2"})
  void weight_withinTheBandStays(int inForce, int next, int settled) {
    KernelConfig before = weighing(inForce);
    assertThat(new WeightBand(5).settle(before, weighing(next))).isEqualTo(weighing(settled));
  }

  @Test
  void timingThatContradictsItself_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublishTiming(Duration.ofSeconds(2), Duration.ofSeconds(1), 5))
        .withMessageContaining("PT2S")
        .withMessageContaining("PT1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublishTiming(Duration.ZERO, Duration.ZERO, 100))
        .withMessageContaining("100");
  }

  private static KernelConfig weighing(int weight) {
    List<KernelLayer> layers =
        IN_FORCE.layers().stream().map(layer -> layer.withWeight(weight)).toList();
    return IN_FORCE.withLayers(layers).withMembers(new TreeMap<>());
  }

  private static KernelLayer renamed(KernelLayer layer) {
    return new KernelLayer(
        layer.index(),
        layer.name() + "2",
        layer.kind(),
        layer.rank(),
        layer.weight(),
        layer.sliceNanos(),
        layer.minRunNanos(),
        layer.isProtected(),
        layer.preempts(),
        layer.preferred(),
        layer.isStrict(),
        layer.ceilingMillis());
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
