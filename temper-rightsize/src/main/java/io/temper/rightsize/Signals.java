package io.temper.rightsize;

import io.temper.workload.CpuQuantity;

/**
 * The sums of a history as shares, and from where on a share matters.
 *
 * @param history the history
 */
record Signals(UsageHistory history) {
  /** Below it nobody notices: about what a busy but healthy node shows. */
  private static final double CONTENDED = 0.1;

  /** As the usual alert on throttled periods has it. */
  private static final double THROTTLED = 0.05;

  private static final double BESIDE_SIBLINGS = 0.5;

  boolean isContended() {
    return waitShare() >= CONTENDED;
  }

  boolean isThrottled() {
    return throttledShare() >= THROTTLED;
  }

  boolean isBesideBusySiblings() {
    return siblingShare() >= BESIDE_SIBLINGS;
  }

  /** Which part of the time that threads ran or wanted to run others kept them waiting. */
  double waitShare() {
    double contention = history.sum(Signal.QUEUE_WAIT) - history.sum(Signal.THROTTLE_WAIT);
    return share(contention, history.sum(Signal.RUN) + contention);
  }

  double throttledShare() {
    return share(history.sum(Signal.THROTTLED_PERIODS), history.sum(Signal.PERIODS));
  }

  double siblingShare() {
    return share(history.sum(Signal.SIBLING_BUSY), history.sum(Signal.SIBLING_KNOWN));
  }

  double unseenShare() {
    return share(history.sum(Signal.UNSEEN), history.sum(Signal.LENGTH));
  }

  CpuQuantity used() {
    return cpus(history.sum(Signal.RUN));
  }

  CpuQuantity wanted() {
    return cpus(history.sum(Signal.WANTED));
  }

  /** What its threads would use at most with no limit and no neighbours. */
  CpuQuantity unlimited() {
    return cpus(history.sum(Signal.RUN) + history.sum(Signal.QUEUE_WAIT));
  }

  private CpuQuantity cpus(double seconds) {
    return CpuQuantity.ofMillis(Math.round(1000 * share(seconds, history.sum(Signal.LENGTH))));
  }

  private static double share(double part, double whole) {
    return whole > 0 ? Math.max(0, part / whole) : 0;
  }
}
