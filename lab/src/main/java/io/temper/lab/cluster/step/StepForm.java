package io.temper.lab.cluster.step;

import java.time.Duration;

/** How much of everything. */
public enum StepForm {
  /** For each change: some minutes. */
  SHORT(20, 10, Duration.ofSeconds(20), Duration.ofMinutes(2)),
  /** For a night. */
  LONG(200, 20, Duration.ofMinutes(2), Duration.ofMinutes(30));

  private final int pods;
  private final int safeModes;
  private final Duration outage;
  private final Duration churn;

  StepForm(int pods, int safeModes, Duration outage, Duration churn) {
    this.pods = pods;
    this.safeModes = safeModes;
    this.outage = outage;
    this.churn = churn;
  }

  /** How many pods come and go. */
  int pods() {
    return pods;
  }

  /** How often safe mode is asked for. */
  int safeModes() {
    return safeModes;
  }

  /** How long the API server is away. */
  Duration outage() {
    return outage;
  }

  /** For how long pods come and go without an end. */
  Duration churn() {
    return churn;
  }
}
