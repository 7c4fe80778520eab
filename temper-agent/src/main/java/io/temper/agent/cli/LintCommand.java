package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Progress;
import io.temper.agent.cli.option.AssumedNode;
import io.temper.agent.cli.option.FailOn;
import io.temper.agent.cli.option.LintFormat;
import io.temper.agent.cli.option.OptionUse;
import io.temper.agent.cli.option.SocketOption;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.LintJson;
import io.temper.agent.json.LintSarif;
import io.temper.agent.report.advice.LintMaker;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.PodInput;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.text.LintGithub;
import io.temper.agent.text.LintJunit;
import io.temper.agent.text.LintText;
import io.temper.json.JsonFormatException;
import io.temper.json.SuppressionsToml;
import io.temper.lint.Linter;
import io.temper.lint.fact.Suppressions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code temper lint}: whether pods, their plan and this node are as they should be. */
@Command(
    name = "lint",
    header = "Check pods and their plan, or this node, against the rules.",
    customSynopsis = {
      "temper lint -f=PODS [-t=MACHINE] [--config=FILE] [-n=NODE]",
      "                   [--suppressions=FILE] [-o=FORMAT]",
      "       temper lint [--socket=PATH] [-o=FORMAT]"
    },
    description = {
      "",
      "Of pods: as they are written, and the plan that they lead to. Manifests count",
      "too, such as a Deployment that no cluster has seen. Without -f the running",
      "agent tells what it found on this node. The rules are in docs/linter.md."
    },
    footer = {
      "",
      "Exit codes: 0 nothing as bad as --fail-on; 1 something is; 2 wrong input, or no",
      "agent answers. What is suppressed, or could not be checked, does not count.",
      "",
      "Example: temper lint -f pods.yaml -t 16c32t --fail-on warning -o sarif"
    })
public final class LintCommand implements Callable<Integer> {
  private final CliContext context;
  private final PlanInputs inputs;
  private final Supplier<String> version;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PODS",
      description = "Pods to check: manifests, or what 'kubectl get pods -A -o json' (or yaml)"
          + " prints; - for standard input.")
  private @Nullable String file;

  @Mixin
  private final AssumedNode assumed = new AssumedNode();

  @Option(
      names = {"-n", "--node"},
      paramLabel = "NODE",
      description = "Check the pods of this node only.")
  private @Nullable String node;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description = "What not to report, and why: docs/linter.md has the format.")
  private @Nullable Path suppressions;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description = "End with 1 if there is a violation at least this bad:"
          + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private FailOn failOn = FailOn.ERROR;

  @Option(
      names = {"-o", "--output", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Write ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LintFormat format = LintFormat.TEXT;

  @Mixin
  private final SocketOption socket = new SocketOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param inputs reads what {@code --topology} and {@code --config} name
   * @param version of Temper
   */
  public LintCommand(CliContext context, PlanInputs inputs, Supplier<String> version) {
    this.context = context;
    this.inputs = inputs;
    this.version = version;
  }

  @Override
  public Integer call() {
    String pods = file;
    LintRun run;
    if (pods == null) {
      for (String option : List.of("--topology", "--config", "--node", "--suppressions")) {
        OptionUse.refuse(
            spec, option, "only with -f PODS: the agent tells what it found on its own node");
      }
      run = LintJson.read(new ControlClient(socket.path(context)).lint());
    } else {
      OptionUse.refuse(spec, "--socket", "only without -f PODS: pods are checked without an agent");
      run = lint(new PodInput(pods, context.console().in()));
    }
    context.console().print(lines(run));
    return failOn.exitCode(run.worst()).number();
  }

  private LintRun lint(PodInput input) {
    var maker = new LintMaker(
        Linter.standard(), assumed.maker(context, inputs), suppressions(), Instant.now());
    try (var progress = Progress.start(context.console(), "reading " + input.name())) {
      return maker.lint(input.name(), input.readManifests(progress::counting), node);
    }
  }

  private Suppressions suppressions() {
    Path from = suppressions;
    try {
      return from == null ? Suppressions.NONE : SuppressionsToml.read(from);
    } catch (JsonFormatException e) {
      throw InputException.in("--suppressions", e);
    }
  }

  private List<String> lines(LintRun run) {
    return switch (format) {
      case TEXT -> LintText.lines(run, context.style());
      case JSON -> List.of(LintJson.of(run));
      case SARIF -> List.of(LintSarif.of(run, version.get()));
      case JUNIT -> LintJunit.lines(run);
      case GITHUB -> LintGithub.lines(run);
    };
  }
}
