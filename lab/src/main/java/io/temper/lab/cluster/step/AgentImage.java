package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.List;

/**
 * The agent's image on the node, under names of the lab's own, so that two versions are to be had.
 *
 * @param repository its name without a tag
 * @param stable the tag that is installed
 * @param candidate the tag that the canary tries; the same image
 */
record AgentImage(String repository, String stable, String candidate) {
  private static final AgentImage OF_LAB =
      new AgentImage("temper.invalid/temper-agent", "stable", "candidate");

  /**
   * Finds the image that the node was given and names it.
   *
   * @throws StepFailure if the node has no other image than the lab's own
   */
  static AgentImage tag(NodeShell shell) {
    List<String> names = shell
        .run("ctr -n k8s.io image ls -q")
        .text()
        .lines()
        .filter(name -> !name.startsWith("sha256:") && !name.startsWith("temper.invalid/lab"))
        .toList();
    StepFailure.unless(
        names.size() == 1, "the node has " + names + " where the agent's image should be");
    for (String tag : List.of(OF_LAB.stable, OF_LAB.candidate)) {
      shell
          .run("ctr -n k8s.io image tag '" + names.get(0) + "' " + OF_LAB.repository + ":" + tag)
          .text();
    }
    return OF_LAB;
  }
}
