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

class LayerSlotsTest {
  private final LayerSlots slots = new LayerSlots(4);

  @Test
  void place_firstConfiguration_keepsTheOrder() {
    var config = config("default", "system", "high");
    assertThat(slots.place(config)).contains(config);
    assertThat(slots.slotOf("high")).isEqualTo(2);
  }

  @Test
  void place_layerInserted_leavesTheOthersWhereTheyAre() {
    slots.place(config("default", "system", "normal"));
    var placed = slots.place(config("default", "system", "high", "normal")).orElseThrow();
    assertThat(names(placed)).containsExactly("default", "system", "normal", "high");
    assertThat(placed.layers()).extracting(KernelLayer::index).containsExactly(0, 1, 2, 3);
    assertThat(placed.members()).containsEntry(100L, 0).containsEntry(102L, 3);
    assertThat(placed.members()).containsEntry(103L, 2);
  }

  @Test
  void place_layerGone_keepsItsPlaceEmptyAndGivesItBack() {
    slots.place(config("default", "system", "high", "normal"));
    var without = slots.place(config("default", "system", "normal")).orElseThrow();
    assertThat(names(without)).containsExactly("default", "system", "", "normal");
    var again = slots.place(config("default", "system", "high", "normal")).orElseThrow();
    assertThat(names(again)).containsExactly("default", "system", "high", "normal");
  }

  @Test
  void place_noFreePlace_takesOneOfALayerThatIsGone() {
    slots.place(config("default", "system", "high", "normal"));
    var placed = slots.place(config("default", "system", "normal", "low")).orElseThrow();
    assertThat(names(placed)).containsExactly("default", "system", "low", "normal");
  }

  @Test
  void place_moreLayersThanPlaces_isEmpty() {
    assertThat(slots.place(config("a", "b", "c", "d", "e"))).isEmpty();
  }

  private static List<String> names(KernelConfig config) {
    return config.layers().stream().map(KernelLayer::name).toList();
  }

  private static KernelConfig config(String... names) {
    var layers = new ArrayList<KernelLayer>();
    var members = new TreeMap<Long, Integer>();
    for (var name : names) {
      members.put(100L + layers.size(), layers.size());
      layers.add(new KernelLayer(
          layers.size(),
          name,
          KernelLayer.Kind.OPEN,
          0,
          1,
          20_000_000,
          0,
          false,
          false,
          CpuSet.empty()));
    }
    return new KernelConfig(
        1, layers, 0, 1, members, List.of(new KernelCpu(0, 0, 0)), 1, FairnessBounds.STANDARD);
  }
}
