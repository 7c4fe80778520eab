package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The chart is uninstalled. Nothing of it stays, in the cluster or on the node. */
final class Uninstall implements Step {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KINDS =
      "daemonsets,deployments,jobs,pods,services,endpointslices,configmaps,leases,serviceaccounts,"
          + "secrets,roles,rolebindings,networkpolicies,poddisruptionbudgets";
  private static final String CLUSTER_KINDS = "clusterroles,clusterrolebindings,"
      + "validatingadmissionpolicies,validatingadmissionpolicybindings";

  @Override
  public String name() {
    return "uninstall";
  }

  @Override
  public String title() {
    return "uninstall";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.UNINSTALL);
  }

  @Override
  public String run(Scene scene) {
    long start = System.nanoTime();
    scene.runbook().type(PageBlock.UNINSTALL);
    String took = Times.seconds(Times.since(start));
    boolean stock = scene.kernel().await(KernelView.DISABLED, PATIENCE);
    StepFailure.unless(stock, "a scheduler is still attached: " + scene.kernel().scheduler());
    Map<String, String> annotations = scene.agent().annotations();
    StepFailure.unless(annotations.isEmpty(), "annotations stay on the node: " + annotations);
    Kubectl kubectl = scene.cluster().kubectl();
    // Helm has the last of them, the hook's own, deleted in the background.
    boolean gone = Waiting.until(PATIENCE, () -> left(kubectl).isEmpty());
    StepFailure.unless(gone, "objects stay: " + left(kubectl));
    scene.runbook().type(PageBlock.UNINSTALL);
    String classes = left(kubectl, "get", "priorityclasses", "-o", "name");
    StepFailure.unless(classes.isEmpty(), "these PriorityClasses stay: " + classes);
    scene.runbook().type(PageBlock.UNINSTALL);
    String namespaces = left(kubectl, "get", "namespaces", "-o", "name");
    StepFailure.unless(namespaces.isEmpty(), "this namespace stays: " + namespaces);
    return "gone after " + took
        + "; kernel disabled; no annotation, no object left but the PriorityClasses; then they and the"
        + " namespace gone, too";
  }

  private static String left(Kubectl kubectl) {
    return left(kubectl, "get", KINDS, "-n", AgentView.NAMESPACE, "-o", "name")
        + left(kubectl, "get", CLUSTER_KINDS, "-o", "name");
  }

  /** What Kubernetes itself puts into every namespace does not count. */
  private static String left(Kubectl kubectl, String... arguments) {
    StringBuilder left = new StringBuilder();
    kubectl
        .run(arguments)
        .text()
        .lines()
        .filter(name -> name.contains("temper"))
        .forEach(name -> left.append(name).append(' '));
    return left.toString();
  }
}
