package io.temper.agent.report.agent;

import io.temper.agent.report.agent.StatusReport.Agent;
import io.temper.agent.report.agent.StatusReport.Exit;
import io.temper.agent.report.agent.StatusReport.LayerLine;
import io.temper.agent.report.agent.StatusReport.Request;
import io.temper.agent.report.agent.StatusReport.Source;
import io.temper.agent.report.agent.StatusReport.State;
import io.temper.agent.report.agent.StatusReport.Work;
import io.temper.observe.SchedulerExit;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.runtime.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an agent does.
 *
 * @param agent which agent it is
 * @param node gives the status of its node
 * @param problems gives what else should be known, a sentence each
 * @param notes gives what is as it may be and worth knowing all the same, a sentence each
 */
public record StatusMaker(
    Agent agent,
    Supplier<NodeStatus> node,
    Supplier<List<String>> problems,
    Supplier<List<String>> notes) {

  private static final String UTF_8_HINT =
      "; names that are no ASCII are found only in a UTF-8 locale, such as LC_ALL=C.UTF-8, and those"
          + " that are no UTF-8 never";

  /** Returns what it does now. */
  public StatusReport make() {
    NodeStatus status = node.get();
    return new StatusReport(
        agent,
        new State(
            status.state().label(),
            status.since(),
            status.state().reason(),
            status.state().next()),
        new Work(
            status.generation(),
            status.attachments(),
            status.publishes(),
            status.circuit().faults().size(),
            status.circuit().opened()),
        layers(status.plan()),
        problems(status),
        notes.get(),
        status.safeMode().stream()
            .map(one -> new Request(one.source().label(), one.by(), one.reason(), one.since()))
            .toList(),
        status.feeds().stream()
            .map(feed -> new Source(feed.name(), feed.problem()))
            .toList(),
        exit(status.lastExit()));
  }

  private static List<LayerLine> layers(@Nullable EnforcementPlan plan) {
    return plan == null
        ? List.of()
        : plan.layers().stream().map(layer -> line(plan, layer)).toList();
  }

  private static LayerLine line(EnforcementPlan plan, Layer layer) {
    return new LayerLine(
        layer.name(), layer.kind().label(), Math.toIntExact(plan.membersIn(layer)));
  }

  private List<String> problems(NodeStatus status) {
    List<String> all = new ArrayList<>();
    Optional.ofNullable(status.planProblem()).ifPresent(all::add);
    Optional.ofNullable(status.leftProblem())
        .map(problem ->
            "the scheduler that an earlier agent left is still in charge, until its lease ends: "
                + problem)
        .ifPresent(all::add);
    if (!status.unresolved().isEmpty()) {
      all.add(status.unresolved().size() + " of the plan have no control group yet, such as "
          + status.unresolved().get(0)
          + (status.unresolved().stream().anyMatch(StatusMaker::isBeyondAscii) ? UTF_8_HINT : ""));
    }
    all.addAll(problems.get());
    return all;
  }

  /** What is no UTF-8 is shown by replacement characters, which are beyond ASCII, too. */
  private static boolean isBeyondAscii(String name) {
    return name.chars().anyMatch(character -> character > 0x7f);
  }

  private static @Nullable Exit exit(@Nullable SchedulerExit exit) {
    return exit == null ? null : new Exit(exit.cause().name(), exit.toString());
  }
}
