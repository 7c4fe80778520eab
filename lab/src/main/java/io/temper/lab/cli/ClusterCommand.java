package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.cluster.ClusterPrograms;
import io.temper.lab.cluster.KubernetesBuild;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code temper lab cluster}: what tests of Kubernetes run against. */
@Command(
    name = "cluster",
    description = "A real Kubernetes: control plane on this host, node in a virtual machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ClusterCommand.Tools.class,
      ClusterUpCommand.class,
      ClusterTestCommand.class,
      ClusterChartCommand.class
    })
public final class ClusterCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  /** Creates the command; picocli sets its fields. */
  @SuppressWarnings("NullAway.Init")
  public ClusterCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: tools, up, test or chart");
  }

  /** {@code temper lab cluster tools}: the programs of a cluster, once. */
  @Command(
      name = "tools",
      description = {
        "Fetches etcd, and builds Helm and the programs of Kubernetes.",
        "Once, in some ten minutes; ./mvnw verify finds them afterwards. Needs Go, but for what HELM,"
            + " KUBEBUILDER_ASSETS or the PATH already has."
      },
      mixinStandardHelpOptions = true)
  static final class Tools implements Callable<Integer> {
    @Option(
        names = "--kubernetes",
        paramLabel = "VERSION",
        description = "Which Kubernetes. Default: ${DEFAULT-VALUE}.",
        defaultValue = KubernetesBuild.VERSION)
    private String version = KubernetesBuild.VERSION;

    @Override
    public Integer call() {
      LabSetup setup = LabSetup.ofProcess();
      ClusterPrograms programs = setup.clusterPrograms(KubernetesBuild.requireVersion(version));
      new TreeMap<>(programs.kubernetes()).values().forEach(System.out::println);
      System.out.println(programs.helm());
      return 0;
    }
  }
}
