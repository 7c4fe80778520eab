package io.temper.agent.report.agent;

import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.status.NodeState;
import java.time.Duration;

/**
 * Whether an agent is as it should be.
 *
 * @param good whether it is
 * @param state what the node is in
 * @param reason why it is, or why it is not
 * @param next what comes next, or what it takes
 */
public record HealthReport(boolean good, String state, String reason, String next) {
  /** Longer than attaching takes on a machine that is slow and full, as far as anybody has seen. */
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(30);

  /**
   * Tells whether the agent lives: whether its loop comes round.
   *
   * @param node what the node does
   */
  public static HealthReport alive(NodeObservation node) {
    String state = node.status().state().label();
    long seconds = node.loopAge().toSeconds();
    return node.loopAge().compareTo(LOOP_PATIENCE) <= 0
        ? new HealthReport(true, state, "the control loop comes round", "it goes on")
        : new HealthReport(
            false,
            state,
            "the control loop has not come round for " + seconds
                + " s: the kernel may be slow to attach or publish",
            "it goes on as soon as the kernel does; safe mode works all the same, and ending the"
                + " agent returns the host to its stock scheduler");
  }

  /**
   * Tells whether the node is as the agent was asked to make it: a plan is enforced, or only made if that
   * was asked for.
   *
   * @param node what the node does
   */
  public static HealthReport ready(NodeObservation node) {
    HealthReport alive = alive(node);
    NodeState state = node.status().state();
    boolean wanted = state.isEnforcing() || state instanceof NodeState.Observing;
    return alive.good()
        ? new HealthReport(wanted, state.label(), state.reason(), state.next())
        : alive;
  }
}
