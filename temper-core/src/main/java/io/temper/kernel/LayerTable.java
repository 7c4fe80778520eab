package io.temper.kernel;

import io.temper.node.NodeTopology;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of a plan in the order of their index: default, system, then by falling rank. */
record LayerTable(List<KernelLayer> layers, Map<String, Integer> indexByName) {
  private static final int DEFAULT_INDEX = 0;
  private static final int SYSTEM_INDEX = 1;

  /** A wake-up that may preempt does so at once, as it would under the real-time scheduler. */
  private static final long MIN_RUN_NANOS = 0;

  static LayerTable of(List<Layer> planned, NodeTopology node) {
    List<Layer> ordered = new ArrayList<>(planned);
    // Of layers of one rank that preempt, the scheduler serves the one with the lowest index first:
    // the
    // higher tier, and within it the threads that are to be first in line.
    ordered.sort(Comparator.comparingInt(LayerTable::position)
        .thenComparing(Layer::rank, Comparator.reverseOrder())
        .thenComparing(Layer::role)
        .thenComparing(Layer::treatment));
    List<KernelLayer> layers = new ArrayList<>();
    Map<String, Integer> indexByName = new HashMap<>();
    for (Layer layer : ordered) {
      indexByName.put(layer.name(), layers.size());
      layers.add(kernelLayer(layers.size(), layer).withCeilingMillis(ceilingMillis(layer, node)));
    }
    return new LayerTable(List.copyOf(layers), indexByName);
  }

  int defaultIndex() {
    return DEFAULT_INDEX;
  }

  int systemIndex() {
    return SYSTEM_INDEX;
  }

  int indexOf(String name) {
    Integer index = indexByName.get(name);
    if (index == null) {
      throw new IllegalArgumentException("the plan has no layer " + name);
    }
    return index;
  }

  /** The built-in layers come first: their index stays the same whatever tiers come and go. */
  private static int position(Layer layer) {
    return switch (layer.role()) {
      case DEFAULT -> DEFAULT_INDEX;
      case SYSTEM -> SYSTEM_INDEX;
      case CRITICAL, HIGH, NORMAL, LOW, BACKGROUND -> SYSTEM_INDEX + 1;
    };
  }

  private static KernelLayer kernelLayer(int index, Layer layer) {
    return new KernelLayer(
        index,
        layer.name(),
        kindOf(layer.kind()),
        layer.rank(),
        layer.weight(),
        layer.slice().toNanos(),
        MIN_RUN_NANOS,
        layer.isProtected(),
        layer.preempts(),
        layer.cpus());
  }

  /** A ceiling that the whole node cannot reach would cost the scheduler something for nothing. */
  private static int ceilingMillis(Layer layer, NodeTopology node) {
    CpuQuantity ceiling = layer.ceiling();
    if (ceiling == null || ceiling.compareTo(CpuQuantity.ofCpus(node.cpus().size())) >= 0) {
      return 0;
    }
    return Math.toIntExact(ceiling.millis());
  }

  private static KernelLayer.Kind kindOf(LayerKind kind) {
    if (!kind.fencedCpus().isEmpty()) {
      return KernelLayer.Kind.CONFINED;
    }
    return kind instanceof LayerKind.Open ? KernelLayer.Kind.OPEN : KernelLayer.Kind.GROUPED;
  }
}
