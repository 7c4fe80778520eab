package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Only nodes with a label have an agent, and what one wrote that a node had before is taken away. That node is an object
 * of the API server only: the cluster has no second machine.
 */
final class MixedFleet implements Step {
  static final String OTHER_NODE = "left-out";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "mixed-fleet";
  }

  @Override
  public String title() {
    return "a fleet of which some nodes are left out";
  }

  /** The agents are replaced, since their pods choose their nodes otherwise. */
  @Override
  public int attachments(StepForm form) {
    return 1;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.SELECTION, PageBlock.LEFT_OUT);
  }

  @Override
  public String run(Scene scene) {
    scene.runbook().typeAll(PageBlock.SELECTION);
    scene.agent().awaitRollout();
    Canary.awaitOnly(scene, scene.image().stable());
    Kubectl kubectl = scene.cluster().kubectl();
    Map<String, String> written = scene.agent().annotations();
    return Cleaning.after(
        () -> {
          leaveOut(kubectl, written);
          scene.runbook().typeAll(PageBlock.LEFT_OUT);
          return look(scene, written);
        },
        () -> kubectl.run("delete", "node", OTHER_NODE, "--ignore-not-found").text());
  }

  /** Makes a node with the annotations and the lease that an agent would have left there. */
  private static void leaveOut(Kubectl kubectl, Map<String, String> written) {
    var annotations = new StringBuilder();
    written.forEach((name, value) ->
        annotations.append("    temper.io/" + name + ": 'left: " + value.length() + "'\n"));
    kubectl.apply("apiVersion: v1\nkind: Node\nmetadata:\n  name: " + OTHER_NODE
        + "\n  annotations:\n" + annotations
        + "---\napiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: temper-agent-"
        + OTHER_NODE + ", namespace: " + AgentView.NAMESPACE + "}\n");
  }

  private static String look(Scene scene, Map<String, String> written) {
    Map<String, String> left = scene.agent().annotations(OTHER_NODE);
    StepFailure.unless(left.isEmpty(), "the node that is left out still has " + left);
    boolean noLease = Waiting.until(PATIENCE, () -> !leases(scene).contains(OTHER_NODE));
    StepFailure.unless(noLease, "its lease is still there: " + leases(scene));
    StepFailure.unless(
        !written.isEmpty() && scene.agent().status().equals("enforcing"),
        "the node with an agent has " + scene.agent().annotations());
    return "one agent, on the labelled node; " + written.size()
        + " annotations and the lease of the other node gone";
  }

  private static String leases(Scene scene) {
    return scene
        .cluster()
        .kubectl()
        .run("get", "leases", "-n", AgentView.NAMESPACE, "-o", "name")
        .text();
  }
}
