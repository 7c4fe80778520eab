package io.temper.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.node.CpuSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KernelLayerTest {
  private static final KernelLayer CONFINED = new KernelLayer(
          1, "batch", KernelLayer.Kind.CONFINED, 3, 7, 5, 2, true, true, CpuSet.of(2))
      .withStrict(true)
      .withCeilingMillis(2500);

  @Test
  void newLayer_hasNoCeilingAndIsNotStrict() {
    var layer = open(0, "default");
    assertThat(layer.ceilingMillis()).isZero();
    assertThat(layer.isCapped()).isFalse();
    assertThat(layer.isStrict()).isFalse();
  }

  @Test
  void copies_changeNothingElse() {
    assertThat(CONFINED.at(4).at(1)).isEqualTo(CONFINED);
    assertThat(CONFINED.withSliceNanos(9).withSliceNanos(5)).isEqualTo(CONFINED);
    assertThat(CONFINED.withStrict(false).withStrict(true)).isEqualTo(CONFINED);
    assertThat(CONFINED.withCeilingMillis(0).withCeilingMillis(2500)).isEqualTo(CONFINED);
    assertThat(CONFINED.on(KernelLayer.Kind.CONFINED, CpuSet.of(2))).isEqualTo(CONFINED);
    assertThat(CONFINED.on(KernelLayer.Kind.GROUPED, CpuSet.of(3)))
        .as("only a confined layer is strict, any may be capped")
        .isEqualTo(new KernelLayer(
                1, "batch", KernelLayer.Kind.GROUPED, 3, 7, 5, 2, true, true, CpuSet.of(3))
            .withCeilingMillis(2500));
  }

  @Test
  void ceiling_outOfRange_isRefusedWithTheLayersName() {
    assertThat(CONFINED.withCeilingMillis(1).isCapped()).isTrue();
    assertThat(CONFINED.withCeilingMillis(8_192_000).ceilingMillis()).isEqualTo(8_192_000);
    for (int wrong : new int[] {-1, 8_192_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CONFINED.withCeilingMillis(wrong))
          .withMessage("layer batch is described wrongly: its ceiling must be 1 to 8192000"
              + " thousandths of a CPU, or 0 for none: " + wrong);
    }
  }

  @Test
  void config_whoseSystemLayerIsCapped_isRefused_butTheDefaultLayerMayBe() {
    var capped = open(0, "default").withCeilingMillis(500);
    assertThat(config(capped, open(1, "system")).layers()).contains(capped);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(open(0, "default"), open(1, "system").withCeilingMillis(500)))
        .withMessageContainingAll(
            "layer system is the system layer", "one of 500 thousandths", "give it the ceiling 0");
  }

  private static KernelConfig config(KernelLayer first, KernelLayer second) {
    var cpus = List.of(new KernelCpu(0, 0, 0));
    return new KernelConfig(
        1, List.of(first, second), 0, 1, new TreeMap<>(), cpus, 1, FairnessBounds.STANDARD);
  }

  private static KernelLayer open(int index, String name) {
    return new KernelLayer(
        index, name, KernelLayer.Kind.OPEN, 0, 1, 1, 0, false, false, CpuSet.empty());
  }
}
