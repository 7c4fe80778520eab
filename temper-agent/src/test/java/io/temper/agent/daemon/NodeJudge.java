package io.temper.agent.daemon;

import io.temper.agent.demo.node.Await;
import io.temper.agent.report.StatusReport;
import io.temper.bpf.SchedExtObserver;
import io.temper.bpf.SchedExtOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a node is what its agent says: on the last complete plan or on the stock scheduler,
 * and for the reason that is stated.
 */
final class NodeJudge {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private NodeJudge() {}

  /**
   * Waits until the agent is in a state and all that it says is true.
   *
   * @param after what happened, for the complaint
   * @param state the state to come
   * @param reason a part of its reason; empty for any
   */
  static void require(AgentProcess agent, String after, String state, String reason) {
    Await.until(
        PATIENCE,
        () -> complaint(agent, state, reason).isEmpty(),
        () ->
            "after " + after + ": " + complaint(agent, state, reason).orElse("late") + agent.log());
  }

  private static Optional<String> complaint(AgentProcess agent, String state, String reason) {
    Optional<StatusReport> report = agent.status();
    if (report.isEmpty()) {
      return Optional.of("the agent does not answer");
    }
    var is = report.get();
    if (!is.state().name().equals(state) || !is.state().reason().contains(reason)) {
      return Optional.of("wanted " + state + " because of '" + reason + "' but it is " + is);
    }
    return state.equals("enforcing") ? notEnforced(is) : stillEnforced(is);
  }

  private static Optional<String> notEnforced(StatusReport is) {
    try (var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElse(null)) {
      if (observer == null) {
        return Optional.of("nothing is attached, but it says " + is);
      }
      long generation = observer.snapshot().generation();
      return generation == is.work().generation()
          ? Optional.empty()
          : Optional.of("generation " + generation + " is in force, but it says " + is);
    }
  }

  private static Optional<String> stillEnforced(StatusReport is) {
    var kernel = AgentProcess.KERNEL.state();
    return kernel.equals("disabled")
        ? Optional.empty()
        : Optional.of("sched_ext is " + kernel + ", but it says " + is);
  }
}
