package io.temper.rightsize;

import io.temper.workload.CpuQuantity;

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

  /** Returns the pair of the same scale point as {@code current} that is nearest to a wished request. */
  static HpaFixedPoint near(CpuQuantity wished, CpuQuantity current, int currentPercent) {
    double scalePoint = current.millis() * (double) currentPercent;
    long percent = Math.round(scalePoint / Math.max(1, wished.millis()));
    percent = Math.max(LOWEST_TARGET, Math.min(HIGHEST_TARGET, percent));
    return new HpaFixedPoint(
        CpuQuantity.ofMillis((long) Math.ceil(scalePoint / percent)), Math.toIntExact(percent));
  }
}
