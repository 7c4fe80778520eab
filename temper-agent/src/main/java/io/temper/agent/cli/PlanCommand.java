package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.PlannedPods;
import io.temper.agent.json.PlanReportJson;
import io.temper.agent.report.plan.PlanMaker;
import io.temper.agent.text.PlanText;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
  private final Function<String, PlanMaker> plans;

  @Mixin
  private final PlannedPods pods = new PlannedPods();

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param plans makes the plans for the machine that {@code --topology} names
   */
  public PlanCommand(CliContext context, Function<String, PlanMaker> plans) {
    this.context = context;
    this.plans = plans;
  }

  @Override
  public Integer call() {
    var report = pods.maker(plans).plan(pods.read(context), pods.node());
    output.print(
        context, () -> PlanText.lines(report, context.style()), () -> PlanReportJson.of(report));
    return ExitCode.OK.number();
  }
}
