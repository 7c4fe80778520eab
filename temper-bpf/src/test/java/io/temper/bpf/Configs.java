package io.temper.bpf;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Configurations for tests: default and system layer, and such others as a test names. */
final class Configs {
  static final int DEFAULT = 0;
  static final int SYSTEM = 1;

  private Configs() {}

  /** One layer beside the two built-in ones per name; the first has the highest rank. */
  static KernelConfig of(long generation, int cpus, Map<Long, Integer> members, String... names) {
    List<KernelLayer> layers = new ArrayList<>();
    layers.add(layer(DEFAULT, "default", 1, 100, false));
    layers.add(layer(SYSTEM, "system", 60, 100, true));
    for (String name : names) {
      int index = layers.size();
      layers.add(layer(index, name, 50 - index, 1000 / index, index == 2));
    }
    return new KernelConfig(
        generation,
        layers,
        DEFAULT,
        SYSTEM,
        sorted(members),
        cpus(cpus),
        1,
        FairnessBounds.STANDARD);
  }

  static KernelLayer layer(int index, String name, int rank, int weight, boolean preempts) {
    return new KernelLayer(
        index,
        name,
        KernelLayer.Kind.OPEN,
        rank,
        weight,
        20_000_000,
        0,
        false,
        preempts,
        CpuSet.empty());
  }

  static KernelLayer grouped(int index, String name, CpuSet preferred) {
    return new KernelLayer(
        index, name, KernelLayer.Kind.GROUPED, 50, 100, 20_000_000, 0, false, true, preferred);
  }

  /** Gives one layer a rank of 50, a protected preference for all CPUs, and the right to preempt. */
  static KernelConfig protectedEverywhere(KernelConfig config, int index, int cpus) {
    return with(
        config,
        new KernelLayer(
            index,
            config.layers().get(index).name(),
            KernelLayer.Kind.GROUPED,
            50,
            1000,
            8_000_000,
            0,
            true,
            true,
            CpuSet.range(0, cpus - 1)));
  }

  /** Puts a fence around CPUs for one layer, which gets a rank of 48 and a weight of 500. */
  static KernelConfig fenced(KernelConfig config, int index, CpuSet cpus, boolean strict) {
    var kind = KernelLayer.Kind.CONFINED;
    var name = config.layers().get(index).name();
    var owner = new KernelLayer(index, name, kind, 48, 500, 20_000_000, 0, true, true, cpus);
    return with(config, owner.withStrict(strict));
  }

  /** Puts a layer in the place of the one with its index. */
  static KernelConfig with(KernelConfig config, KernelLayer layer) {
    var layers = new ArrayList<>(config.layers());
    layers.set(layer.index(), layer);
    return config.withLayers(layers);
  }

  /** Tells another story of how the machine's CPUs belong together. */
  static KernelConfig on(KernelConfig config, List<KernelCpu> cpus, int domains) {
    return new KernelConfig(
        config.generation(),
        config.layers(),
        config.defaultLayer(),
        config.systemLayer(),
        config.members(),
        cpus,
        domains,
        config.bounds());
  }

  static List<KernelCpu> cpus(int count) {
    List<KernelCpu> cpus = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      cpus.add(new KernelCpu(id, 0, id));
    }
    return cpus;
  }

  private static NavigableMap<Long, Integer> sorted(Map<Long, Integer> members) {
    return new TreeMap<>(members);
  }
}
