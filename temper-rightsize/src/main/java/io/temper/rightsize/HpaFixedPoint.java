package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * A request and a horizontal autoscaler's target that go together. The autoscaler keeps each replica at
 * request · target of CPU, the scale point; a request that follows what replicas use, under a target
 * that stays, moves the scale point, and so what they use, and so the request again. Keeping request ·
 * target constant ends that.
 *
 * @param request what to request
 * @param targetPercent the target to set with it
 */
record HpaFixedPoint(CpuQuantity request, int targetPercent) {
  private static final long LOWEST_TARGET = 10;
  private static final long HIGHEST_TARGET = 95;

  /**
   * Returns the pair of the same scale point that is nearest to a wished request.
   *
   * @param wished the request
   * @param most what the request never exceeds, at least this pair's; empty if nothing bounds it. Where only
   *     a target above the usual ones keeps it, the target gives way: it is never above this pair's
   */
  HpaFixedPoint near(CpuQuantity wished, Optional<CpuQuantity> most) {
    double scalePoint = request.millis() * (double) targetPercent;
    long percent = Math.round(scalePoint / Math.max(1, wished.millis()));
    percent = Math.max(LOWEST_TARGET, Math.min(HIGHEST_TARGET, percent));
    if (most.isPresent()) {
      percent = Math.max(percent, (long) Math.ceil(scalePoint / most.get().millis()));
    }
    return new HpaFixedPoint(
        CpuQuantity.ofMillis((long) Math.ceil(scalePoint / percent)), Math.toIntExact(percent));
  }
}
