package io.temper.testkit;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.workload.WorkloadSet;
import org.jspecify.annotations.Nullable;

/** An orchestrator that says what a test tells it to. For one thread. */
public final class FakeWorkloadSource implements WorkloadSource {
  private WorkloadSet current = WorkloadSet.empty();
  private @Nullable TemperException failure;

  /** Creates an orchestrator of an empty node. */
  public FakeWorkloadSource() {}

  /**
   * Decides what runs from now on, also after a failure.
   *
   * @param workloads all that runs
   */
  public void runs(WorkloadSet workloads) {
    current = workloads;
    failure = null;
  }

  /**
   * Makes reading fail from now on.
   *
   * @param message what is wrong, where, and what to do about it
   */
  public void fails(String message) {
    failure = new TemperException(message);
  }

  @Override
  public WorkloadSet workloads() {
    if (failure != null) {
      throw failure;
    }
    return current;
  }
}
