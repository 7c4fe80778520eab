package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.LayerName;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives every layer name a place in the kernel that it keeps, whatever its index in a configuration
 * is. The kernel counts by place, so a layer's statistics survive layers that come and go; and what
 * waits in the queue of a layer that went is still served. One configuration at a time.
 */
final class LayerSlots {
  private static final long UNUSED_SLICE_NANOS = 20_000_000;

  private final int capacity;
  private final Map<String, Integer> slots = new HashMap<>();

  /** Creates places {@code 0} to {@code capacity - 1}, all free. */
  public LayerSlots(int capacity) {
    this.capacity = capacity;
  }

  /** Goes on from the places that an earlier process has given, before anything else. */
  void adopt(Publisher.InForce found) {
    var layers = found.config().layers();
    for (int i = 0; i < layers.size(); i++) {
      slots.put(layers.get(i).name(), found.slots().get(i));
    }
  }

  /** Returns the place of a layer of the configuration that was placed last. */
  public int slotOf(String layer) {
    var slot = slots.get(layer);
    if (slot == null) {
      throw new IllegalArgumentException("no layer '" + layer + "' was placed");
    }
    return slot;
  }

  /** Returns how many places are or were in use. */
  public int used() {
    return slots.values().stream().mapToInt(slot -> slot + 1).max().orElse(0);
  }

  /**
   * Returns the same configuration with each layer at its place and unused places filled; empty if
   * there are more layers than places.
   */
  public Optional<KernelConfig> place(KernelConfig config) {
    if (config.layers().size() > capacity) {
      return Optional.empty();
    }
    config.layers().forEach(layer -> reserve(layer, config));
    var placed = new ArrayList<KernelLayer>();
    for (int slot = 0; slot < used(); slot++) {
      placed.add(layerAt(slot, config));
    }
    var members = new TreeMap<Long, Integer>();
    config.members().forEach((cgroup, layer) -> members.put(cgroup, slotOf(config, layer)));
    return Optional.of(new KernelConfig(
        config.generation(),
        placed,
        slotOf(config, config.defaultLayer()),
        slotOf(config, config.systemLayer()),
        members,
        List.<KernelCpu>copyOf(config.cpus()),
        config.domains(),
        config.bounds()));
  }

  private int slotOf(KernelConfig config, int index) {
    return slotOf(config.layers().get(index).name());
  }

  private void reserve(KernelLayer layer, KernelConfig config) {
    if (slots.containsKey(layer.name())) {
      return;
    }
    if (slots.size() == capacity) {
      forgetOneWithout(config);
    }
    var taken = new HashSet<>(slots.values());
    int slot = 0;
    while (taken.contains(slot)) {
      slot++;
    }
    slots.put(layer.name(), slot);
  }

  private void forgetOneWithout(KernelConfig config) {
    var present = new HashSet<String>();
    config.layers().forEach(layer -> present.add(layer.name()));
    slots.keySet().stream()
        .filter(name -> !present.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(slots::remove);
  }

  private KernelLayer layerAt(int slot, KernelConfig config) {
    return config.layers().stream()
        .filter(layer -> slotOf(layer.name()) == slot)
        .findFirst()
        .map(layer -> layer.at(slot))
        .orElseGet(() -> unused(slot));
  }

  private static KernelLayer unused(int slot) {
    return new KernelLayer(
        slot,
        LayerName.NONE,
        KernelLayer.Kind.OPEN,
        0,
        1,
        UNUSED_SLICE_NANOS,
        0,
        false,
        false,
        CpuSet.empty());
  }
}
