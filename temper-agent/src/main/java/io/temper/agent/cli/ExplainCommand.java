package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.AssumedNode;
import io.temper.agent.cli.option.OptionUse;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.PodsOption;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.CgroupExplanationJson;
import io.temper.agent.json.ExplainJson;
import io.temper.agent.report.explain.ExplainedCgroup;
import io.temper.agent.report.explain.Explainer;
import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.text.CgroupExplanationText;
import io.temper.agent.text.ExplainText;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code temper explain}: why a pod of a list, or a control group of this host, is where it is. */
@Command(
    name = "explain",
    header = "Show why a pod, a control group or a process is where it is.",
    customSynopsis = {
      "temper explain CGROUP|PID [--socket=PATH] [-o=FORMAT]",
      "       temper explain POD -f=PODS [-t=MACHINE] [--config=FILE] [-o=FORMAT]"
    },
    description = {
      "",
      "Of a control group or a process the running agent tells what names it, its",
      "tier and layer, and where the kernel has it. Of a pod of a list: what a plan",
      "for it would be."
    },
    footer = {
      "",
      "Examples: temper explain system.slice/nginx.service",
      "          temper explain 4711",
      "          temper explain shop/checkout -f pods.json --topology 16c32t"
    })
public final class ExplainCommand implements Callable<Integer> {

  private final CliContext context;
  private final PlanInputs inputs;
  private final Supplier<HostGroups> host;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PODS",
      description = "Explain a pod of this list: what 'kubectl get pods -A -o json' (or yaml)"
          + " prints; - for standard input.")
  private @Nullable String file;

  @Mixin
  private final AssumedNode assumed = new AssumedNode();

  @Mixin
  private final SocketOption socket = new SocketOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "WHAT",
      description = "A control group, below /sys/fs/cgroup or with it, or the number of a process;"
          + " with -f a pod: namespace/name, a name that only one pod has, or a uid.")
  private String what = "";

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param inputs reads what {@code --topology} and {@code --config} name
   * @param host gives the control groups of this host
   */
  public ExplainCommand(CliContext context, PlanInputs inputs, Supplier<HostGroups> host) {
    this.context = context;
    this.inputs = inputs;
    this.host = host;
  }

  @Override
  public Integer call() {
    String list = file;
    if (list == null) {
      OptionUse.refuse(
          spec, "--topology", "only with -f PODS: the agent knows the machine that it runs on");
      OptionUse.refuse(
          spec, "--config", "only with -f PODS: the agent goes by its own configuration");
      explainGroup();
    } else {
      OptionUse.refuse(
          spec, "--socket", "only without -f PODS: a pod of a list is explained without an agent");
      explainPod(list);
    }
    return ExitCode.OK.number();
  }

  private void explainPod(String list) {
    var maker = assumed.maker(context, inputs);
    var explanation = new Explainer(maker).explain(PodsOption.read(list, context), what);
    output.print(
        context,
        () -> ExplainText.lines(explanation, context.style()),
        () -> ExplainJson.of(explanation));
  }

  private void explainGroup() {
    HostGroups groups = host.get();
    var subject = groups.find(what);
    var answer = new ControlClient(socket.path(context)).explain(subject.cgroup());
    var explained = new ExplainedCgroup(
        CgroupExplanationJson.read(answer),
        groups.facts(subject),
        subject.processId() == null
            ? GroupedThread.UNKNOWN
            : new AgentGroups(socket.path(context)).ask().of(subject.processId()));
    output.print(
        context,
        () -> CgroupExplanationText.lines(explained, context.style()),
        () -> CgroupExplanationJson.of(explained));
  }
}
