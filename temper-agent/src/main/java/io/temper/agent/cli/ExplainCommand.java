package io.temper.agent.cli;

import io.temper.agent.json.ExplainJson;
import io.temper.agent.report.Explainer;
import io.temper.agent.report.PlanMaker;
import io.temper.agent.text.ExplainText;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code temper explain}: why a pod is where it is. */
@Command(
    name = "explain",
    header = "Show why a pod is where it is.",
    description = {
      "",
      "Its tier and the rule that decided, its layer, its CPUs, and the decisions that concern it."
    },
    footer = {"", "Example: temper explain shop/checkout -f pods.json --topology 16c32t"})
public final class ExplainCommand implements Callable<Integer> {

  private final CliContext context;
  private final Function<String, PlanMaker> plans;

  @Mixin
  private final PodsOption pods = new PodsOption();

  @Mixin
  private final TopologyOption topology = new TopologyOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "POD",
      description = "namespace/name, a name that only one pod has, or a uid.")
  private String pod = "";

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param plans makes the plans for the machine that {@code --topology} names
   */
  public ExplainCommand(CliContext context, Function<String, PlanMaker> plans) {
    this.context = context;
    this.plans = plans;
  }

  @Override
  public Integer call() {
    var maker = plans.apply(topology.machine());
    var explanation = new Explainer(maker).explain(pods.read(context), pod);
    output.print(
        context,
        () -> ExplainText.lines(explanation, context.style()),
        () -> ExplainJson.of(explanation));
    return ExitCode.OK.number();
  }
}
