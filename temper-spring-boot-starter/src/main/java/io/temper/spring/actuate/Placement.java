package io.temper.spring.actuate;

import io.temper.TemperException;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.NodeView;
import io.temper.runtime.status.NodeStatus;
import io.temper.tier.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the plan has this process.
 *
 * @param tier its tier; null if it has none, or nobody in this process knows
 * @param layer its layer; null likewise
 * @param reason why it has this tier, or why it is not known
 * @param decisions what a user might not expect of the plan
 */
public record Placement(
    @Nullable String tier, @Nullable String layer, String reason, List<String> decisions) {

  /** Only who runs the scheduler knows: a process without privileges cannot read it. */
  static Placement unknown() {
    return new Placement(
        null,
        null,
        "the agent of the node knows: temper explain " + ProcessHandle.current().pid()
            + " there, with the number that the process has on the host",
        List.of());
  }

  static Placement of(NodeView view) {
    NodeStatus status = view.status();
    EnforcementPlan plan = status.plan();
    if (plan == null) {
      return new Placement(null, null, status.state().reason(), List.of());
    }
    List<String> decisions = plan.decisions().stream().map(Decision::sentence).toList();
    try {
      return CpuFacts.ownGroup()
          .flatMap(plan::memberAround)
          .map(member -> new Placement(
              member.assignment().tier().map(Tier::label).orElse(null),
              member.layer(),
              member.assignment().reason().sentence(),
              decisions))
          .orElseGet(() -> new Placement(
              null, "default", "no workload of this node is this process", decisions));
    } catch (TemperException e) {
      return new Placement(null, null, String.valueOf(e.getMessage()), decisions);
    }
  }
}
