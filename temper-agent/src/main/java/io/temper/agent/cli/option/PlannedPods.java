package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.report.plan.PlanMaker;
import io.temper.k8s.PodList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say for which pods, and for what kind of node, a command plans. */
public final class PlannedPods {
  @Mixin
  private final PodsOption pods = new PodsOption();

  @Mixin
  private final AssumedNode assumed = new AssumedNode();

  @Option(
      names = {"-n", "--node"},
      paramLabel = "NODE",
      description = "Look at this node only.")
  private @Nullable String node;

  public PodList read(CliContext context) {
    return pods.read(context);
  }

  public PlanMaker maker(CliContext context, PlanInputs inputs) {
    return assumed.maker(context, inputs);
  }

  /** Returns the node to look at; null for all that the list names. */
  @Nullable
  public String node() {
    return node;
  }
}
