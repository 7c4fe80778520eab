package io.temper.agent.demo.measure;

/** The ratios that a report states: which figure of which arm over which other arm. */
public enum RatioOf {
  /** Temper against its own idle node. */
  TEMPER_P99_FULL_TO_IDLE(Metric.P99, Arm.TEMPER_FULL, Arm.TEMPER_IDLE),
  /** The stock scheduler against its own idle node. */
  STOCK_P99_FULL_TO_IDLE(Metric.P99, Arm.STOCK_FULL, Arm.STOCK_IDLE),
  /** Temper on the full node against stock on the idle one. */
  TEMPER_P99_FULL_TO_STOCK_IDLE(Metric.P99, Arm.TEMPER_FULL, Arm.STOCK_IDLE),
  /** Temper against the limit of the machine. */
  TEMPER_P99_TO_FIFO(Metric.P99, Arm.TEMPER_FULL, Arm.FIFO_FULL),
  /** The stock scheduler against the limit of the machine. */
  STOCK_P99_TO_FIFO(Metric.P99, Arm.STOCK_FULL, Arm.FIFO_FULL),
  /** The service's throughput under Temper against the limit of the machine. */
  TEMPER_THROUGHPUT_TO_FIFO(Metric.THROUGHPUT, Arm.TEMPER_FULL, Arm.FIFO_FULL),
  /** The service's throughput under the stock scheduler against the limit of the machine. */
  STOCK_THROUGHPUT_TO_FIFO(Metric.THROUGHPUT, Arm.STOCK_FULL, Arm.FIFO_FULL),
  /** What Temper costs a service that nothing competes with. */
  TEMPER_THROUGHPUT_IDLE_TO_STOCK(Metric.THROUGHPUT, Arm.TEMPER_IDLE, Arm.STOCK_IDLE),
  /** What is left to the batch, against the stock scheduler. */
  TEMPER_BATCH_TO_STOCK(Metric.BATCH, Arm.TEMPER_FULL, Arm.STOCK_FULL);

  private final Metric metric;
  private final Arm numerator;
  private final Arm denominator;

  RatioOf(Metric metric, Arm numerator, Arm denominator) {
    this.metric = metric;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** Returns the figure compared. */
  public Metric metric() {
    return metric;
  }

  /** Returns the arm above the line. */
  public Arm numerator() {
    return numerator;
  }

  /** Returns the arm below the line. */
  public Arm denominator() {
    return denominator;
  }

  /** Returns the name shown to people, for example {@code p99: Temper, full ÷ SCHED_FIFO, full}. */
  public String label() {
    return metric.label() + ": " + shorten(numerator) + " ÷ " + shorten(denominator);
  }

  private static String shorten(Arm arm) {
    return arm.label().replace(" node", "");
  }
}
