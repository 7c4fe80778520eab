package io.temper.agent.demo.report;

import java.util.List;

/**
 * The figures of one arm.
 *
 * @param id name in the file, as {@code Arm.id()}
 * @param label name for people
 * @param p50 median latency in ms
 * @param p99 99th percentile of latency in ms
 * @param p999 99.9th percentile of latency in ms
 * @param throughput requests of the service per second
 * @param batch work of the batch pods in MB hashed per second
 * @param requests requests in all rounds
 * @param maxMillis the longest request of all rounds in ms
 * @param curve latency by percentile over all rounds together
 */
public record ArmFigures(
    String id,
    String label,
    Figure p50,
    Figure p99,
    Figure p999,
    Figure throughput,
    Figure batch,
    long requests,
    double maxMillis,
    List<CurvePoint> curve) {
  public ArmFigures {
    curve = List.copyOf(curve);
  }

  /**
   * One figure over the rounds.
   *
   * @param median middle value
   * @param min smallest
   * @param max largest
   * @param rounds every value, first round first
   */
  public record Figure(double median, double min, double max, List<Double> rounds) {
    public Figure {
      rounds = List.copyOf(rounds);
    }
  }

  /**
   * A point of the latency curve.
   *
   * @param percent percentile
   * @param millis latency in ms
   */
  public record CurvePoint(double percent, double millis) {}
}
