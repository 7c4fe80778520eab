package io.temper.runtime.observation;

import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.status.NodeStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node does at one moment.
 *
 * @param status as of the end of the loop's last cycle
 * @param loopAge how long ago that was
 * @param scheduler what the scheduler had done; null if none is in charge, or nothing recent is known
 * @param schedulerAge how long ago that was read; zero without it
 * @param threads what became of the thread profiles
 * @param lint what the linter found; null before its first sample
 * @param apiServer how it keeps in touch with its API server; null where no cluster manages it
 */
public record NodeObservation(
    NodeStatus status,
    Duration loopAge,
    @Nullable SchedulerObservation scheduler,
    Duration schedulerAge,
    PlacementReport threads,
    @Nullable LintObservation lint,
    @Nullable ApiServerObservation apiServer) {

  /**
   * Describes a node without thread profiles that the linter has not looked at.
   *
   * @param status as of the end of the loop's last cycle
   * @param loopAge how long ago that was
   * @param scheduler what the scheduler had done; null if nothing recent is known
   * @param schedulerAge how long ago that was read; zero without it
   */
  public NodeObservation(
      NodeStatus status,
      Duration loopAge,
      @Nullable SchedulerObservation scheduler,
      Duration schedulerAge) {
    this(status, loopAge, scheduler, schedulerAge, PlacementReport.NOTHING, null, null);
  }

  /**
   * Returns this observation with what the linter found.
   *
   * @param value what it found; null if it has not looked yet
   * @return a changed observation
   */
  public NodeObservation withLint(@Nullable LintObservation value) {
    return new NodeObservation(status, loopAge, scheduler, schedulerAge, threads, value, apiServer);
  }

  /**
   * Returns this observation with how the node keeps in touch with its API server.
   *
   * @param value how; null where no cluster manages it
   * @return a changed observation
   */
  public NodeObservation withApiServer(@Nullable ApiServerObservation value) {
    return new NodeObservation(status, loopAge, scheduler, schedulerAge, threads, lint, value);
  }
}
