package io.temper.bpf.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlacedConfigTest {
  private static KernelConfig config(String... names) {
    var layers = new ArrayList<KernelLayer>();
    for (String name : names) {
      layers.add(new KernelLayer(
          layers.size(), name, KernelLayer.Kind.OPEN, 1, 1, 1, 0, false, false, CpuSet.empty()));
    }
    return new KernelConfig(
        1,
        layers,
        0,
        1,
        new TreeMap<>(),
        List.of(new KernelCpu(0, 0, 0)),
        1,
        FairnessBounds.STANDARD);
  }

  @Test
  void inForce_ofAPlacedConfiguration_isTheConfigurationAgain() {
    var slots = new LayerSlots(8);
    slots.place(config("default", "system", "gone", "low"));
    var next = config("default", "system", "low", "new");
    slots.place(config("default", "system", "low"));
    var placed = slots.place(config("default", "system", "low")).orElseThrow();
    var inForce = PlacedConfig.inForce(placed);
    assertThat(inForce.config()).isEqualTo(config("default", "system", "low"));
    assertThat(inForce.slots()).containsExactly(0, 1, 3);
    var filled = PlacedConfig.inForce(slots.place(next).orElseThrow());
    assertThat(filled.config().layers())
        .extracting(KernelLayer::name)
        .containsExactlyInAnyOrder("default", "system", "low", "new");
  }
}
