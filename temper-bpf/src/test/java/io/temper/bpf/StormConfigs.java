package io.temper.bpf;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Valid configurations of this machine at random: which layers there are, their ranks, weights,
 * slices, flags and preferred CPUs, and which cgroup is in which. One layer, "critical", is always
 * the same, above all others, with one cgroup, and the agent is in the system layer; each third
 * configuration differs in members only.
 */
final class StormConfigs {
  static final String CRITICAL = "critical";
  private static final int CRITICAL_INDEX = 2;
  private static final int CRITICAL_RANK = 50;

  /** Weights as a planner gives them; by far less, an agent would wait its turn for seconds. */
  private static final int SYSTEM_WEIGHT = 1_000;

  private static final int CRITICAL_WEIGHT = 5_200;
  private static final int LEAST_WEIGHT = 500;

  private static final List<String> OTHERS =
      List.of("high", "normal", "low", "background", "batch", "nightly");
  private static final long TICK_NANOS = 4_000_000;

  private final Random random;
  private final long agentCgroup;
  private final long criticalCgroup;
  private final List<Long> cgroups;
  private final int cpus = KernelHost.cpus();
  private long generation;
  private List<KernelLayer> layers = List.of();

  StormConfigs(long seed, long agentCgroup, long criticalCgroup, List<Long> cgroups) {
    this.random = new Random(seed);
    this.agentCgroup = agentCgroup;
    this.criticalCgroup = criticalCgroup;
    this.cgroups = List.copyOf(cgroups);
  }

  KernelConfig next() {
    generation++;
    if (generation % 3 != 0) {
      layers = layers();
    }
    return new KernelConfig(
        generation,
        layers,
        Configs.DEFAULT,
        Configs.SYSTEM,
        members(),
        Configs.cpus(cpus),
        1,
        FairnessBounds.STANDARD);
  }

  private NavigableMap<Long, Integer> members() {
    var members = new TreeMap<Long, Integer>();
    members.put(agentCgroup, Configs.SYSTEM);
    members.put(criticalCgroup, CRITICAL_INDEX);
    for (long cgroup : cgroups) {
      int layer = random.nextInt(layers.size());
      if (layer != Configs.SYSTEM && layer != CRITICAL_INDEX) {
        members.put(cgroup, layer);
      }
    }
    // An own cgroup per generation, so that no two configurations are equal.
    members.put(-generation, Configs.DEFAULT);
    return members;
  }

  private List<KernelLayer> layers() {
    var result = new ArrayList<KernelLayer>();
    result.add(Configs.layer(Configs.DEFAULT, "default", 1, LEAST_WEIGHT, false));
    result.add(Configs.layer(Configs.SYSTEM, "system", 60, SYSTEM_WEIGHT, true));
    result.add(Configs.layer(CRITICAL_INDEX, CRITICAL, CRITICAL_RANK, CRITICAL_WEIGHT, true));
    var names = new ArrayList<>(OTHERS);
    Collections.shuffle(names, random);
    names
        .subList(0, 1 + random.nextInt(names.size()))
        .forEach(name -> result.add(layer(result.size(), name)));
    return result;
  }

  private KernelLayer layer(int index, String name) {
    return new KernelLayer(
        index,
        name,
        random.nextBoolean() ? KernelLayer.Kind.OPEN : KernelLayer.Kind.GROUPED,
        random.nextInt(CRITICAL_RANK),
        LEAST_WEIGHT + random.nextInt(2_500),
        TICK_NANOS * (1 + random.nextInt(5)),
        TICK_NANOS * random.nextInt(2),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        CpuSet.of(IntStream.range(0, cpus).filter(cpu -> random.nextBoolean()).toArray()));
  }
}
