package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import io.temper.lab.cluster.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code temper lab cluster up}: a cluster to try things in, until it is interrupted. */
@Command(
    name = "up",
    description = {
      "Starts a cluster of one node and keeps it until Ctrl-C or the timeout.",
      "Prints how to reach it. Images come from archives, since the node reaches no registry."
    },
    mixinStandardHelpOptions = true)
final class ClusterUpCommand implements Callable<Integer> {
  @Mixin
  private ClusterOptions options = new ClusterOptions("30m");

  @Override
  public Integer call() throws Exception {
    return options.with(LabSetup.ofProcess(), List.of(), ClusterUpCommand::keep);
  }

  private static int keep(Cluster cluster, Path folder) throws InterruptedException {
    System.out.println("export KUBECONFIG=" + cluster.kubectl().kubeconfig());
    System.out.println("alias kubectl=" + cluster.kubectl().program());
    System.out.println("alias helm=" + cluster.helm().program());
    System.err.println("lab: the node is ready; logs: " + folder + "; Ctrl-C ends it");
    cluster.node().awaitEnd();
    System.err.println("lab: the machine of the node has ended, most often by its --timeout");
    return 0;
  }
}
