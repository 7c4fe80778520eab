package io.temper.plan;

import io.temper.node.NodeTopology;
import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * Tells whether so much is in the critical and high tier that they set nobody apart any more.
 *
 * <pre>
 *   by number    2 k &gt; n                   k of n workloads in a tier are critical or high
 *   by request   2 r &gt; R and 2 R &gt; C       they request r of R; the node has the CPUs C
 *
 *   either       n &gt;= 8
 * </pre>
 *
 * <p>A node with few workloads is left alone: it may be meant for those.
 */
final class Inflation {
  /** Below this many, "most of them" says nothing about how tiers are given away. */
  private static final int FEWEST_WORKLOADS = 8;

  private Inflation() {}

  static Optional<Decision> of(Census census, NodeTopology node) {
    int workloads = 0;
    int preferred = 0;
    CpuQuantity requested = CpuQuantity.ZERO;
    CpuQuantity preferredRequest = CpuQuantity.ZERO;
    for (LayerRole role : LayerRole.values()) {
      if (role.tier().isPresent()) {
        workloads += census.in(role).size();
        requested = requested.plus(census.requested(role));
        if (role.rank() >= LayerRole.HIGH.rank()) {
          preferred += census.in(role).size();
          preferredRequest = preferredRequest.plus(census.requested(role));
        }
      }
    }
    CpuQuantity capacity = CpuQuantity.ofCpus(node.cpus().size());
    boolean byNumber = 2 * preferred > workloads;
    boolean byRequest =
        isMoreThanHalf(preferredRequest, requested) && isMoreThanHalf(requested, capacity);
    return workloads >= FEWEST_WORKLOADS && (byNumber || byRequest)
        ? Optional.of(new Decision.TierInflation(
            preferred, workloads, preferredRequest, requested, node.cpus().size()))
        : Optional.empty();
  }

  /** Without doubling, since a sum may be as large as a long can be. */
  private static boolean isMoreThanHalf(CpuQuantity part, CpuQuantity whole) {
    return part.millis() > whole.millis() - part.millis();
  }
}
