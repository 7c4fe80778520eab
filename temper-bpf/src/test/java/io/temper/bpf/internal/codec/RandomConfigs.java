package io.temper.bpf.internal.codec;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Configurations at random, within the limits of the scheduler. */
final class RandomConfigs {
  private final Random random;

  RandomConfigs(long seed) {
    this.random = new Random(seed);
  }

  KernelConfig next() {
    int domains = 1 + random.nextInt(64);
    var cpus = cpus(domains);
    var layers = new ArrayList<KernelLayer>();
    int count = 2 + random.nextInt(62);
    for (int i = 0; i < count; i++) {
      layers.add(layer(i));
    }
    confine(layers, cpus);
    int systemLayer = random.nextInt(count);
    layers.set(systemLayer, layers.get(systemLayer).withCeilingMillis(0));
    var members = new TreeMap<Long, Integer>();
    for (int i = 0; i < 20; i++) {
      members.put(random.nextLong(), random.nextInt(count));
    }
    return new KernelConfig(
        1 + random.nextInt(1_000_000),
        layers,
        random.nextInt(count),
        systemLayer,
        members,
        cpus,
        domains,
        bounds());
  }

  /** Some layers own a CPU each, and one CPU is left: nobody else may prefer what is owned. */
  private void confine(List<KernelLayer> layers, List<KernelCpu> cpus) {
    int owned = random.nextInt(Math.min(layers.size(), cpus.size()));
    var fenced = CpuSet.of(cpus.stream().limit(owned).mapToInt(KernelCpu::id).toArray());
    for (var layer : List.copyOf(layers)) {
      int index = layer.index();
      layers.set(
          index,
          index < owned
              ? confined(layer, CpuSet.of(cpus.get(index).id()))
              : layer.on(layer.kind(), layer.preferred().minus(fenced)));
    }
  }

  private KernelLayer confined(KernelLayer layer, CpuSet cpus) {
    return layer.on(KernelLayer.Kind.CONFINED, cpus).withStrict(random.nextBoolean());
  }

  private KernelLayer layer(int index) {
    return new KernelLayer(
            index,
            "layer" + index,
            random.nextBoolean() ? KernelLayer.Kind.OPEN : KernelLayer.Kind.GROUPED,
            random.nextInt(64),
            1 + random.nextInt(10_000),
            1 + random.nextInt(Integer.MAX_VALUE),
            random.nextInt(Integer.MAX_VALUE),
            random.nextBoolean(),
            random.nextBoolean(),
            CpuSet.of(random.ints(random.nextInt(40), 0, 1024).toArray()))
        .withCeilingMillis(
            random.nextBoolean() ? 0 : random.nextInt(KernelLayer.MAX_CEILING_MILLIS));
  }

  private List<KernelCpu> cpus(int domains) {
    var cpus = new ArrayList<KernelCpu>();
    CpuSet.of(random.ints(1 + random.nextInt(200), 0, 1024).toArray()).stream()
        .forEach(id -> cpus.add(cpu(id, random.nextInt(domains))));
    return cpus;
  }

  private KernelCpu cpu(int id, int domain) {
    int sibling = random.nextInt(1024);
    int core = random.nextInt(1 + Math.min(id, sibling));
    return new KernelCpu(id, domain, sibling, core, random.nextInt(65_536));
  }

  private FairnessBounds bounds() {
    long turn = 1L + random.nextInt(1_000_000_000);
    return new FairnessBounds(
        Duration.ofNanos(turn), Duration.ofNanos(turn + random.nextInt(1_000_000_000)));
  }
}
