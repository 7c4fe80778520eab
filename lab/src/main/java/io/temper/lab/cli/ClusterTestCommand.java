package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cluster.step.Rehearsal;
import io.temper.lab.cluster.step.StepForm;
import io.temper.lab.cluster.step.StepOutcome;
import io.temper.lab.host.Folders;
import io.temper.lab.suite.BuiltImage;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code temper lab cluster test}: an operator's life with the chart, on a real cluster. */
@Command(
    name = "test",
    description = {
      "Starts a cluster of one node and does there what an operator does.",
      "In order: install by Helm, pods, safe mode, faults, upgrade, rollback, uninstall. Ends with a"
          + " table; the exit code is 0 only if every step showed what is promised."
    },
    mixinStandardHelpOptions = true)
final class ClusterTestCommand implements Callable<Integer> {
  private static final String LONG_TIMEOUT = "4h";

  @Spec
  private CommandSpec spec;

  @Mixin
  private ClusterOptions options = new ClusterOptions("90m");

  @Option(
      names = "--chart",
      paramLabel = "DIR",
      description = "The Helm chart, in the place of deploy/helm/temper.")
  private @Nullable Path chart;

  @Option(
      names = "--agent-image",
      paramLabel = "ARCHIVE",
      description = "The agent's image. Default: the newest archive in temper-image/target.")
  private @Nullable Path image;

  @Option(
      names = "--steps",
      paramLabel = "STEP",
      split = ",",
      description = "Only these; the others count as skipped, and the run as failed. Default: all.")
  private List<String> steps = List.of();

  @Option(
      names = "--long",
      description = {"More pods, longer outages.", "Then --timeout is 4h unless given."})
  private boolean longForm;

  /** Creates the command; picocli sets its fields. */
  @SuppressWarnings("NullAway.Init")
  ClusterTestCommand() {}

  @Override
  public Integer call() throws Exception {
    Rehearsal.requireNames(steps);
    Duration limit = timeLimit();
    Workspace workspace = Workspace.ofProcess();
    if (chart != null && !Files.isRegularFile(chart.resolve("Chart.yaml"))) {
      throw new LabException("no Helm chart in " + chart + ": say --chart DIR");
    }
    Path archive = image != null ? ClusterOptions.requireArchive(image) : newest(workspace);
    LabSetup setup = LabSetup.ofProcess();
    StepForm form = longForm ? StepForm.LONG : StepForm.SHORT;
    setup.progress().say("the cluster is switched off after " + limit.toMinutes() + " minutes");
    return options.with(setup, List.of(archive), (cluster, folder) -> {
      List<StepOutcome> outcomes =
          Rehearsal.run(cluster, tree(workspace, folder), form, steps, setup.progress());
      System.out.println(StepTable.of(outcomes));
      return outcomes.stream().allMatch(o -> o.kind() == StepOutcome.Kind.PASSED) ? 0 : 1;
    });
  }

  /** How long the run may take: what the user says, or else what the form takes. */
  Duration timeLimit() {
    if (longForm && !spec.commandLine().getParseResult().hasMatchedOption("--timeout")) {
      options.machine().timeout(LONG_TIMEOUT);
    }
    return options.machine().timeout();
  }

  /** The commands of the page name a chart; another one goes where they look for it. */
  private Path tree(Workspace workspace, Path folder) throws IOException {
    if (chart == null) {
      return workspace.root();
    }
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Path helm = Files.createDirectories(tree.resolve("deploy/helm"));
    Folders.copy(chart.toAbsolutePath(), helm.resolve("temper"));
    Folders.copy(workspace.root().resolve("docs"), tree.resolve("docs"));
    return tree;
  }

  private static Path newest(Workspace workspace) {
    BuiltImage built = BuiltImage.newest(workspace);
    System.err.println("lab: " + built.describe());
    return built.file();
  }
}
