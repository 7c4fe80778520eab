package io.temper.agent.demo.measure;

/** A figure taken of every arm in every round. */
public enum Metric {
  /** Median latency. */
  P50("p50", "p50", "ms"),
  /** 99th percentile of latency. */
  P99("p99", "p99", "ms"),
  /** 99.9th percentile of latency. */
  P999("p99.9", "p99.9", "ms"),
  /** Requests of the service answered per second. */
  THROUGHPUT("throughput", "requests", "per s"),
  /** Work done by the batch pods. */
  BATCH("batch", "batch", "MB/s");

  private final String id;
  private final String label;
  private final String unit;

  Metric(String id, String label, String unit) {
    this.id = id;
    this.label = label;
    this.unit = unit;
  }

  /** Returns the name in {@code report.json}. */
  public String id() {
    return id;
  }

  /** Returns the name shown to people, without the unit. */
  public String label() {
    return label;
  }

  /** Returns the unit of the values. */
  public String unit() {
    return unit;
  }
}
