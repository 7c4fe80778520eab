package io.temper.plan;

import io.temper.node.NodeTopology;
import io.temper.workload.CpuQuantity;

/**
 * Computes the weights by which layers share a CPU that several of them want.
 *
 * <pre>
 *   weight = floor + (bound - floor) * R / (R + C)        rounded down
 *
 *   R  what the layer's workloads request, summed      C  the CPUs of the node
 *
 *   layer         floor   bound      alone: floor   bound
 *   critical       5200    5500              8000    8500
 *   high           2600    3000              8000    8500
 *   normal         1300    1600
 *   low             800    1000
 *   default         800
 *   background      500     600
 *   system         1000
 * </pre>
 *
 * <p>"Alone" means that of critical and high only this one has workloads. Requests move a weight
 * within its band only, and below its bound. From the table follows, whatever is requested:
 *
 * <ul>
 *   <li>The bands do not touch: no request lets a lower tier outweigh a higher one.
 *   <li>System, critical and high together stay below 9500, and every other layer has at least 500:
 *       what is below high keeps at least 500 / (500 + 9500) = 5 % of the unfenced CPU time, even if
 *       only one of those layers has work.
 *   <li>More requests never lower a weight; without any it is the floor.
 * </ul>
 */
final class LayerWeights {
  /** Far beyond any node, and small enough that no product below overflows. */
  private static final long MOST_MILLIS = 1_000_000_000_000L;

  private static final Band ALONE = new Band(8000, 8500);

  private final Census census;
  private final long nodeMillis;

  LayerWeights(Census census, NodeTopology node) {
    this.census = census;
    nodeMillis = CpuQuantity.ofCpus(node.cpus().size()).millis();
  }

  int of(LayerRole role) {
    long requested = Math.min(census.requested(role).millis(), MOST_MILLIS);
    return bandOf(role).at(requested, nodeMillis);
  }

  private Band bandOf(LayerRole role) {
    return switch (role) {
      case CRITICAL -> census.isEmpty(LayerRole.HIGH) ? ALONE : new Band(5200, 5500);
      case HIGH -> census.isEmpty(LayerRole.CRITICAL) ? ALONE : new Band(2600, 3000);
      case NORMAL -> new Band(1300, 1600);
      case LOW -> new Band(800, 1000);
      case DEFAULT -> new Band(800, 800);
      case BACKGROUND -> new Band(500, 600);
      case SYSTEM -> new Band(1000, 1000);
    };
  }

  private record Band(int floor, int bound) {
    int at(long requested, long capacity) {
      return floor + (int) ((bound - floor) * requested / (requested + capacity));
    }
  }
}
