package io.temper.lint.rule;

/** The unit of what a rule expected and observed. */
public enum Unit {
  /** Names, not numbers. */
  NONE(""),
  /** Logical CPUs. */
  CPUS("CPUs"),
  /** Thousandths of a logical CPU. */
  CPU_MILLIS("m"),
  /** Physical cores. */
  CORES("cores"),
  /** Last-level caches. */
  CACHES("caches"),
  /** NUMA nodes. */
  NUMA_NODES("NUMA nodes"),
  /** Threads. */
  THREADS("threads"),
  /** Workloads. */
  WORKLOADS("workloads"),
  /** Control groups. */
  GROUPS("groups"),
  /** How often something happened. */
  EVENTS("events"),
  /** Time, in thousandths of a second. */
  MILLISECONDS("ms"),
  /** Hundredths. */
  PERCENT("%");

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /**
   * Returns what stands behind a number.
   *
   * @return the unit; empty for names
   */
  public String label() {
    return label;
  }
}
