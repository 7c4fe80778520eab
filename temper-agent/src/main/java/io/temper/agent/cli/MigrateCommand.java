package io.temper.agent.cli;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.cli.console.Progress;
import io.temper.agent.cli.option.OutputOption;
import io.temper.agent.json.MigrationJson;
import io.temper.agent.report.advice.MigrationMaker;
import io.temper.agent.report.input.InputException;
import io.temper.agent.text.MigrationText;
import io.temper.k8s.migrate.MigrationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper migrate --check}: what still uses the names of before. */
@Command(
    name = "migrate",
    header = "Find what still uses the old names, infera and temper.codes.",
    description = {
      "",
      "Looks through a cluster, or through manifests, and prints the commands that",
      "change it, in an order in which nothing is lost. Changes nothing itself, and",
      "reads no Secret. The text is a script: what is no command is a comment."
    },
    footer = {
      "",
      "Exit codes: 0 nothing is left; 1 something is; 2 could not find out.",
      "",
      "Example: temper migrate --check -f deploy/values.yaml"
    })
public final class MigrateCommand implements Callable<Integer> {

  private final CliContext context;

  @Option(
      names = "--check",
      required = true,
      description = "Look, and change nothing: there is nothing else that it does.")
  private boolean check;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = {
        "Look through these manifests, or Helm's values, instead of the cluster;",
        "- for standard input. May be repeated."
      })
  private List<String> files = List.of();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = {
        "The cluster to look through. Default: that of KUBECONFIG, or the one whose",
        "pod this is, or that of .kube/config."
      })
  private @Nullable Path kubeconfig;

  @Mixin
  private final OutputOption output = new OutputOption();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   */
  public MigrateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!check) {
      throw new InputException("--check: nothing else can be done; give --check");
    }
    if (kubeconfig != null && !files.isEmpty()) {
      throw new InputException("--kubeconfig: files are looked through, no cluster; leave one out");
    }
    MigrationReport report = report();
    output.print(
        context,
        () -> MigrationText.lines(report, context.style()),
        () -> MigrationJson.of(report));
    if (report.isLeft()) {
      return ExitCode.FAILURE.number();
    }
    return report.isComplete() ? ExitCode.OK.number() : ExitCode.USAGE.number();
  }

  private MigrationReport report() {
    String what = files.isEmpty() ? "asking the cluster" : "reading " + String.join(", ", files);
    try (var progress = Progress.start(context.console(), what)) {
      return files.isEmpty()
          ? MigrationMaker.ofCluster(kubeconfig)
          : MigrationMaker.ofFiles(files, context.console().in(), progress::counting);
    }
  }
}
