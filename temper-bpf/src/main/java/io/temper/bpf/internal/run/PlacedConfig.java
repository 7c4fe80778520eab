package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.LayerName;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The way back from a configuration as {@link LayerSlots} placed it to one without empty places. */
public final class PlacedConfig {
  private PlacedConfig() {}

  /** Returns what is in force, of a configuration read from the kernel. */
  public static Publisher.InForce inForce(KernelConfig placed) {
    var layers = new ArrayList<KernelLayer>();
    var slots = new ArrayList<Integer>();
    for (KernelLayer layer : placed.layers()) {
      if (!layer.name().equals(LayerName.NONE)) {
        slots.add(layer.index());
        layers.add(layer.at(layers.size()));
      }
    }
    return new Publisher.InForce(config(placed, layers, slots), placed.generation(), slots);
  }

  private static KernelConfig config(
      KernelConfig placed, List<KernelLayer> layers, List<Integer> slots) {
    var members = new TreeMap<Long, Integer>();
    placed.members().forEach((cgroup, slot) -> members.put(cgroup, slots.indexOf(slot)));
    return new KernelConfig(
        placed.generation(),
        layers,
        slots.indexOf(placed.defaultLayer()),
        slots.indexOf(placed.systemLayer()),
        members,
        placed.cpus(),
        placed.domains(),
        placed.bounds());
  }
}
