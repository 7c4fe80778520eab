package io.temper.agent.demo.measure;

import java.time.Duration;

/**
 * One arm measured in one round.
 *
 * @param arm what was measured
 * @param round the number of the round, from 0
 * @param window how long requests were sent
 * @param latencies every request answered in that time
 * @param batchRate work done by all batch pods in MB hashed per second (10⁶ bytes); 0 when idle
 */
public record Sample(Arm arm, int round, Duration window, Latencies latencies, double batchRate) {
  public Sample {
    if (round < 0) {
      throw new IllegalArgumentException("round must not be negative: " + round);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be positive: " + window);
    }
    if (latencies.count() == 0) {
      throw new IllegalArgumentException("the service answered no request in " + window + " ("
          + arm.label() + ", round " + round + ")");
    }
    if (!(batchRate >= 0)) {
      throw new IllegalArgumentException("batchRate must not be negative: " + batchRate);
    }
  }

  /** Returns the requests answered per second. */
  public double throughput() {
    return latencies.count() / (window.toNanos() / 1e9);
  }

  /** Returns the value of {@code metric} in this round. */
  public double value(Metric metric) {
    return switch (metric) {
      case P50 -> millis(50);
      case P99 -> millis(99);
      case P999 -> millis(99.9);
      case THROUGHPUT -> throughput();
      case BATCH -> batchRate;
    };
  }

  private double millis(double percent) {
    return latencies.percentile(percent) / 1e6;
  }
}
