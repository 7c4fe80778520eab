package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cluster.step.Rehearsal;
import io.temper.lab.cluster.step.StepForm;
import io.temper.lab.cluster.step.StepOutcome;
import io.temper.lab.host.Folders;
import io.temper.lab.suite.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code temper lab cluster test}: an operator's life with the chart, on a real cluster. */
@Command(
    name = "test",
    description = {
      "Starts a cluster of one node and does what an operator does, in order: install by Helm, pods,",
      "safe mode, faults, upgrade, rollback, uninstall. Ends with a table; the exit code is 0 only if",
      "every step showed what is promised."
    },
    mixinStandardHelpOptions = true)
final class ClusterTestCommand implements Callable<Integer> {
  @Mixin
  private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--chart",
      paramLabel = "DIR",
      description = "The Helm chart. Default: deploy/helm/temper.")
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

  @Option(names = "--long", description = "More pods, longer outages.")
  private boolean longForm;

  @Override
  public Integer call() throws Exception {
    Rehearsal.requireNames(steps);
    Path workspace = Workspace.ofProcess().root();
    Path chartFolder = chart != null ? chart : workspace.resolve("deploy/helm/temper");
    if (!Files.isRegularFile(chartFolder.resolve("Chart.yaml"))) {
      throw new LabException("no Helm chart in " + chartFolder + ": say --chart DIR");
    }
    Path archive = image != null ? image : newest(workspace.resolve("temper-image/target"));
    LabSetup setup = LabSetup.ofProcess();
    StepForm form = longForm ? StepForm.LONG : StepForm.SHORT;
    return options.with(setup, List.of(archive), (cluster, folder) -> {
      List<StepOutcome> outcomes =
          Rehearsal.run(cluster, chartFolder.toAbsolutePath(), form, steps, setup.progress());
      System.out.println(StepTable.of(outcomes));
      return outcomes.stream().allMatch(o -> o.kind() == StepOutcome.Kind.PASSED) ? 0 : 1;
    });
  }

  private static Path newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LabException(
          "no image in " + folder
              + ": build it by ./mvnw package -Pimage -pl temper-image -am, or say --agent-image ARCHIVE");
    }
    return Folders.list(folder).stream()
        .filter(file -> file.toString().endsWith("-amd64.oci.tar"))
        .reduce((a, b) -> b)
        .orElseThrow(
            () -> new LabException(
                "no image in " + folder
                    + ": build it by ./mvnw package -Pimage -pl temper-image -am, or say --agent-image ARCHIVE"));
  }
}
