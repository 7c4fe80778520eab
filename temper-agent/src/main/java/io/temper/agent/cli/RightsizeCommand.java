package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.option.OptionUse;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.cli.option.PodsOption;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.HistoriesJson;
import io.temper.agent.json.ResourcePatch;
import io.temper.agent.json.RightsizeJson;
import io.temper.agent.report.advice.PatchForm;
import io.temper.agent.report.advice.PatchablePods;
import io.temper.agent.report.advice.RightsizeMaker;
import io.temper.agent.report.advice.RightsizeReport;
import io.temper.agent.report.input.InputException;
import io.temper.agent.text.RightsizeText;
import io.temper.rightsize.JvmFacts;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.usage.CheckpointException;
import io.temper.runtime.usage.UsageCheckpointFile;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code temper rightsize}: what containers should request. */
@Command(
    name = "rightsize",
    header = "Recommend CPU requests from what threads wait for.",
    description = {
      "",
      "Asks the agent of this host what it saw, or reads the file that an agent kept. With a list of"
          + " pods it compares their requests and writes patches. Changes nothing."
    },
    footer = {
      "",
      "Exit codes: 0 every known request fits, or patches were written; 1 some do",
      "not; 2 could not find out.",
      "",
      "Example: kubectl get pods -A -o json | temper rightsize -f - --patch resize"
    })
public final class RightsizeCommand implements Callable<Integer> {
  private static final long MIB = 1L << 20;

  private final CliContext context;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private final SocketOption socket = new SocketOption();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Read this file of histories instead of asking the agent.")
  private @Nullable Path history;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PODS",
      description = "What 'kubectl get pods -A -o json' (or yaml) prints; - for standard input.")
  private @Nullable String pods;

  @Option(
      names = "--patch",
      paramLabel = "FORM",
      description = "Write patches instead of the report: ${COMPLETION-CANDIDATES}. Needs --file.")
  private @Nullable PatchForm patch;

  @Option(
      names = "--patch-path",
      paramLabel = "POINTER",
      defaultValue = "/spec/template/spec",
      description =
          "Where the pod's specification is in the object that a json or strategic patch is"
              + " for. Default: ${DEFAULT-VALUE}.")
  private String patchPath = "/spec/template/spec";

  @Option(
      names = "--compare-vpa",
      description = "Show what the Vertical Pod Autoscaler would recommend for the same usage.")
  private boolean compareVpa;

  @Option(
      names = "--hpa-target",
      paramLabel = "PERCENT",
      description = "A horizontal autoscaler keeps the pods at this CPU utilisation.")
  private @Nullable Integer hpaTarget;

  @Option(
      names = "--node-cpus",
      paramLabel = "COUNT",
      description = "How many CPUs the node has: no recommendation exceeds it.")
  private @Nullable Integer nodeCpus;

  @Option(
      names = "--jvm-memory",
      paramLabel = "MIB",
      description =
          "The containers run Java in so much memory: say what their JVM would change. Needs"
              + " --node-cpus.")
  private @Nullable Integer jvmMemory;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   */
  public RightsizeCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (history != null) {
      OptionUse.refuse(
          spec, "--socket", "only without --history: a file of histories is read without an agent");
    }
    requireOptions();
    var maker = new RightsizeMaker(Rightsizer.standard(), sizing(), compareVpa);
    var report = report(maker);
    PatchForm form = patch;
    if (form != null) {
      var patchable = PatchablePods.of(report, form);
      patchable.leftOut().forEach(context.console()::note);
      output.print(
          context,
          () -> ResourcePatch.commands(patchable, form, patchPath),
          () -> ResourcePatch.document(patchable, form, patchPath));
      return ExitCode.OK.number();
    }
    output.print(
        context,
        () -> RightsizeText.lines(report, context.style()),
        () -> RightsizeJson.of(report));
    return report.fits() ? ExitCode.OK.number() : ExitCode.FAILURE.number();
  }

  private void requireOptions() {
    if (patch != null && pods == null) {
      throw new InputException("--patch: a patch needs the pods that it is for; give --file");
    }
    if (jvmMemory != null && nodeCpus == null) {
      throw new InputException(
          "--jvm-memory: a JVM also goes by the CPUs of the node; give --node-cpus");
    }
    if (!patchPath.matches("(/[A-Za-z]+)+")) {
      throw new InputException("--patch-path: '" + patchPath
          + "' is no path to a specification; give one like /spec/template/spec");
    }
    requirePositive("--hpa-target", hpaTarget);
    requirePositive("--node-cpus", nodeCpus);
    requirePositive("--jvm-memory", jvmMemory);
  }

  private static void requirePositive(String option, @Nullable Integer number) {
    if (number != null && number < 1) {
      throw new InputException(option + ": " + number + " is too small; give a number above 0");
    }
  }

  private SizingContext sizing() {
    var sizing = SizingContext.PLAIN;
    Integer cpus = nodeCpus;
    if (hpaTarget != null) {
      sizing = sizing.withHpaTarget(hpaTarget);
    }
    if (cpus != null) {
      sizing = sizing.withNodeCpus(cpus);
      if (jvmMemory != null) {
        sizing = sizing.withJvm(JvmFacts.current(cpus, jvmMemory * MIB));
      }
    }
    return sizing;
  }

  private RightsizeReport report(RightsizeMaker maker) {
    String source = history == null ? "agent at " + socket.path(context) : history.toString();
    var histories = histories();
    return pods == null
        ? maker.of(source, histories)
        : maker.of(source, histories, PodsOption.read(pods, context));
  }

  private SortedMap<ContainerId, UsageHistory> histories() {
    if (history == null) {
      return HistoriesJson.read(new ControlClient(socket.path(context)).histories());
    }
    try {
      return new UsageCheckpointFile(history).read();
    } catch (CheckpointException e) {
      throw InputException.in("--history", e);
    }
  }
}
