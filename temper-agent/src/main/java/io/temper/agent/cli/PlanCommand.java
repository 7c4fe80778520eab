package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.PlannedPods;
import io.temper.agent.json.PlanReportJson;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.text.PlanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper plan}: what would be enforced for a list of pods. */
@Command(
    name = "plan",
    header = "Show what would be enforced for a list of pods.",
    description = {
      "",
      "One plan for each node that the list names; pods on no node are listed apart. Touches"
          + " neither a cluster nor the scheduler of this host."
    },
    footer = {"", "Example: kubectl get pods -A -o json | temper plan -f - --topology 16c32t"})
public final class PlanCommand implements Callable<Integer> {

  private final CliContext context;
  private final PlanInputs inputs;

  @Mixin
  private final PlannedPods pods = new PlannedPods();

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param inputs reads what {@code --topology} and {@code --config} name
   */
  public PlanCommand(CliContext context, PlanInputs inputs) {
    this.context = context;
    this.inputs = inputs;
  }

  @Override
  public Integer call() {
    var report = pods.maker(context, inputs).plan(pods.read(context), pods.node());
    output.print(
        context, () -> PlanText.lines(report, context.style()), () -> PlanReportJson.of(report));
    return ExitCode.OK.number();
  }
}
