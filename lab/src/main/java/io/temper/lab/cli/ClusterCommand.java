package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.cluster.KubernetesBuild;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code temper lab cluster}: what tests of Kubernetes run against. */
@Command(
    name = "cluster",
    description = "Obtains what tests against a real Kubernetes need.",
    mixinStandardHelpOptions = true,
    subcommands = ClusterCommand.Tools.class)
public final class ClusterCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  /** Creates the command; picocli sets its fields. */
  @SuppressWarnings("NullAway.Init")
  public ClusterCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: tools");
  }

  /** {@code temper lab cluster tools}: etcd and kube-apiserver, once. */
  @Command(
      name = "tools",
      description = {
        "Fetches etcd and builds kube-apiserver, once; ./mvnw verify finds them afterwards.",
        "Needs Go. Where KUBEBUILDER_ASSETS or the PATH has both, it is not needed."
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
      System.out.println(setup.controlPlane(KubernetesBuild.requireVersion(version)));
      return 0;
    }
  }
}
