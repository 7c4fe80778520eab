package io.temper.runtime.status;

import io.temper.observe.SchedulerExit;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.spi.NodeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node does at one moment.
 *
 * @param state what it is in, why, and what comes next
 * @param since when it came into this state, by the time of day
 * @param generation the generation in force; 0 while no plan is enforced
 * @param attachments how often this agent has put the scheduler in charge
 * @param publishes how many changes it published without detaching
 * @param plan the last complete plan; null before the first
 * @param planProblem why the newest workloads could not be planned or published; null if they were
 * @param leftProblem why a scheduler that an earlier agent left could not be ended, though this node wants
 *     the stock scheduler; null if there is none, or it was ended
 * @param unresolved what the plan places and whose control group is not there (yet)
 * @param safeMode who asks for safe mode
 * @param feeds how the sources are doing
 * @param circuit what is remembered of failed attachments
 * @param lastExit how the scheduler ended last without having been closed; null if it never did
 * @param tally what was counted so far
 */
public record NodeStatus(
    NodeState state,
    Instant since,
    long generation,
    long attachments,
    long publishes,
    @Nullable EnforcementPlan plan,
    @Nullable String planProblem,
    @Nullable String leftProblem,
    List<String> unresolved,
    List<SafeModeRequest> safeMode,
    List<FeedHealth> feeds,
    Circuit circuit,
    @Nullable SchedulerExit lastExit,
    NodeTally tally) {
  /** Copies the lists. */
  public NodeStatus {
    unresolved = List.copyOf(unresolved);
    safeMode = List.copyOf(safeMode);
    feeds = List.copyOf(feeds);
  }

  /**
   * Returns what of it is told to those who show it.
   *
   * @return the report
   */
  public NodeReport report() {
    return new NodeReport(
        state.kind(),
        state.reason(),
        state.next(),
        generation,
        tally.circuit() == Circuit.Position.OPEN,
        plan);
  }

  /**
   * Returns this status for a node whose scheduler was ended because somebody asked for it.
   *
   * @param requests who asks
   * @param now since when, by the time of day
   * @return the same with another state, and no generation in force
   */
  public NodeStatus inSafeMode(List<SafeModeRequest> requests, Instant now) {
    return onStock(new NodeState.SafeMode(requests), requests, now);
  }

  /**
   * Returns this status for a node whose scheduler was ended, which its loop does not know yet.
   *
   * @param now since when, by the time of day
   * @return the same with another state, and no generation in force
   */
  public NodeStatus justEnded(Instant now) {
    return onStock(new NodeState.Idle("the scheduler has just been ended"), safeMode, now);
  }

  /**
   * Returns this status for a node whose agent is ending.
   *
   * @param stopped what becomes of its scheduler
   * @param now since when, by the time of day
   * @return the same with another state, and no generation in force
   */
  public NodeStatus stopped(NodeState.Stopped stopped, Instant now) {
    return onStock(stopped, safeMode, now);
  }

  private NodeStatus onStock(NodeState other, List<SafeModeRequest> requests, Instant now) {
    return new NodeStatus(
        other,
        now,
        0,
        attachments,
        publishes,
        plan,
        planProblem,
        leftProblem,
        unresolved,
        requests,
        feeds,
        circuit,
        lastExit,
        tally);
  }
}
