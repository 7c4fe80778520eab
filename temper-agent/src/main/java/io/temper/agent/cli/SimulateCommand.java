package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.AssumedNode;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.PlannedPods;
import io.temper.agent.cli.option.PodsOption;
import io.temper.agent.json.SimulationJson;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.agent.report.input.OtherKinds;
import io.temper.agent.report.plan.Hypothesis;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.report.plan.Simulator;
import io.temper.agent.text.SimulationText;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper simulate}: what would change if pods came, went or grew, or the machine changed. */
@Command(
    name = "simulate",
    header = "Show what would change if pods came, went or grew.",
    description = {
      "",
      "Plans a list of pods as it is and as it would be, in the same way as 'plan',",
      "and shows what differs and what the change costs. Touches neither a cluster",
      "nor the scheduler of this host."
    },
    footer = {
      "",
      "Examples: temper simulate -f pods.json -t 16c32t --add more.yaml",
      "          temper simulate -f pods.json -t 16c32t --scale shop/web=2500m",
      "          temper simulate -f pods.json -t 16c32t --on 32c64t"
    })
public final class SimulateCommand implements Callable<Integer> {

  private final CliContext context;
  private final PlanInputs inputs;

  @Mixin
  private final PlannedPods pods = new PlannedPods();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--add",
      paramLabel = "PODS",
      description = "A list of pods that come; those that name no node go to the one that is looked"
          + " at. May be repeated.")
  private List<String> added = new ArrayList<>();

  @Option(
      names = "--remove",
      paramLabel = "POD",
      description = "A pod that goes: namespace/name, name or uid. May be repeated.")
  private List<String> removed = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "POD=CPU",
      description = "A pod that requests so much CPU, such as shop/web=2500m. May be repeated.")
  private Map<String, String> scaled = new LinkedHashMap<>();

  @Option(
      names = "--on",
      paramLabel = "MACHINE",
      description = "The machine that each node becomes, as with --topology.")
  private @Nullable String machine;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param inputs reads what the options name
   */
  public SimulateCommand(CliContext context, PlanInputs inputs) {
    this.context = context;
    this.inputs = inputs;
  }

  @Override
  public Integer call() {
    var report = new Simulator(pods.maker(context, inputs))
        .simulate(pods.read(context), hypothesis(), pods.node());
    output.print(
        context,
        () -> SimulationText.lines(report, context.style()),
        () -> SimulationJson.of(report));
    return ExitCode.OK.number();
  }

  private Hypothesis hypothesis() {
    var more = new ArrayList<ListedPod>();
    added.forEach(file -> more.addAll(comingFrom(file)));
    return new Hypothesis(more, removed, Hypothesis.amounts(scaled), machine());
  }

  /** A list of which nobody comes would look like a change that costs nothing. */
  private List<ListedPod> comingFrom(String file) {
    PodList list = PodsOption.read(file, context);
    if (list.all().stream().allMatch(pod -> pod.phase().isFinished())) {
      String others = OtherKinds.text(list.otherKinds());
      throw new InputException(
          "--add: " + file + " has no pod that comes"
              + (others.isEmpty() ? "" : ", only " + others)
              + "; give pods, such as kubectl create -f FILE --dry-run=server -o yaml prints for a Pod");
    }
    return list.all();
  }

  private @Nullable Machine machine() {
    String other = machine;
    return other == null ? null : AssumedNode.machine("--on", other, inputs);
  }
}
