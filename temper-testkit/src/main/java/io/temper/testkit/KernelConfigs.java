package io.temper.testkit;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.kernel.KernelLimits;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadSet;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes kernel configurations: arbitrary ones for codecs, plain and changed ones for examples. */
public final class KernelConfigs {
  private KernelConfigs() {}

  /**
   * Makes configurations that the planner and the compiler may come to on machines that Temper's own
   * scheduler can take.
   *
   * @return a generator
   */
  public static Arbitrary<KernelConfig> any() {
    return Workloads.sets()
        .with(Topologies.any(), KernelConfigs::compiled)
        .with(Arbitrary.longs(1, Long.MAX_VALUE), KernelConfig::withGeneration);
  }

  /**
   * Returns a small configuration: a critical and a background workload on a machine.
   *
   * @param node the machine
   * @return a configuration of generation 1 with two members, of cgroup ids that do not exist
   */
  public static KernelConfig plain(NodeTopology node) {
    WorkloadSet workloads = WorkloadSet.of(
        Workloads.inTier("web", Tier.CRITICAL, 1000),
        Workloads.inTier("batch", Tier.BACKGROUND, 0));
    return compiled(workloads, node);
  }

  /**
   * Changes the members and nothing else.
   *
   * @param config a configuration
   * @return the same without any member
   */
  public static KernelConfig withoutMembers(KernelConfig config) {
    return config.withMembers(new TreeMap<>());
  }

  /**
   * Changes the shape and nothing else.
   *
   * @param config a configuration
   * @return the same with slices twice as long
   */
  public static KernelConfig withDoubledSlices(KernelConfig config) {
    return config.withLayers(
        config.layers().stream().map(KernelConfigs::withDoubledSlice).toList());
  }

  private static KernelConfig compiled(WorkloadSet workloads, NodeTopology node) {
    return new KernelCompiler(KernelLimits.STANDARD, FairnessBounds.STANDARD)
        .compile(TierPlanner.standard().plan(workloads, node), node, KernelConfigs::idOf, 1)
        .config();
  }

  /** Gives each path an id of its own, far from those of real control groups. */
  private static OptionalLong idOf(CgroupPath path) {
    return OptionalLong.of((1L << 40) + Math.abs((long) path.hashCode()));
  }

  private static KernelLayer withDoubledSlice(KernelLayer layer) {
    return layer.withSliceNanos(2 * layer.sliceNanos());
  }
}
