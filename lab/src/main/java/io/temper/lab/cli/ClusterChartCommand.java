package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cluster.ClusterPrograms;
import io.temper.lab.cluster.KubernetesVersions;
import io.temper.lab.host.HostCommand;
import io.temper.lab.suite.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper lab cluster chart}: the chart's tests against API servers of other versions. */
@Command(
    name = "chart",
    description = {
      "Runs the tests of the chart that need an API server against other versions of it.",
      "They are those of the module deploy; the API servers are built as by 'tools'. One that fails"
          + " does not stop the others."
    },
    mixinStandardHelpOptions = true)
final class ClusterChartCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofMinutes(60);

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      split = ",",
      description = "Versions, series such as 1.33, or 'newest'. Default: ${DEFAULT-VALUE}.",
      defaultValue = KubernetesVersions.OLDEST + "," + KubernetesVersions.NEWEST)
  private List<String> versions = List.of(KubernetesVersions.OLDEST, KubernetesVersions.NEWEST);

  /** Creates the command; picocli sets its fields. */
  ClusterChartCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    Path root = Workspace.ofProcess().root();
    KubernetesVersions had = KubernetesVersions.ask();
    int failed = 0;
    for (String version : versions.stream().map(had::find).distinct().toList()) {
      try {
        ClusterPrograms programs = setup.ownClusterPrograms(version);
        setup.progress().say("the chart on Kubernetes " + version);
        new HostCommand(argv(programs), root, TIMEOUT).run();
        System.out.println("chart on Kubernetes " + version + ": passed");
      } catch (LabException e) {
        failed++;
        System.out.println("chart on Kubernetes " + version + ": failed");
        System.err.println("temper lab: " + e.getMessage());
      }
    }
    return failed == 0 ? 0 : 1;
  }

  /** The tests find an API server, etcd and kubectl in one folder, and Helm by its name. */
  static List<String> argv(ClusterPrograms programs) {
    return List.of(
        "env",
        "KUBEBUILDER_ASSETS=" + programs.program("kube-apiserver").getParent(),
        "HELM=" + programs.helm(),
        "./mvnw",
        "-B",
        "--no-transfer-progress",
        "-q",
        "-pl",
        "deploy",
        "-am",
        "test",
        "-Dspotless.check.skip",
        "-Dtest=AppliedChartTest,RunbookTest,CriticalExampleTest",
        "-Dsurefire.failIfNoSpecifiedTests=false");
  }
}
