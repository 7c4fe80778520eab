package io.temper.agent.cli;

import io.temper.agent.json.PlanReportJson;
import io.temper.agent.report.PlanMaker;
import io.temper.agent.text.PlanText;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  private final PodsOption pods = new PodsOption();

  @Mixin
  private final TopologyOption topology = new TopologyOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = {"-n", "--node"},
      paramLabel = "NODE",
      description = "Plan this node only.")
  private @Nullable String node;

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
    var maker = plans.apply(topology.machine());
    var report = maker.plan(pods.read(context), node);
    output.print(
        context, () -> PlanText.lines(report, context.style()), () -> PlanReportJson.of(report));
    return ExitCode.OK.number();
  }
}
