package io.temper.lab.cluster.step;

import io.temper.lab.cluster.ClusterNode;
import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a cluster says of its agent.
 *
 * @param kubectl asks the API server
 */
record AgentView(Kubectl kubectl) {
  static final String NAMESPACE = "temper";
  static final String PREFIX = "temper.io/";
  static final String SELECTOR = "app.kubernetes.io/name=temper";

  /** The annotations of the node that are the agent's, without their prefix. */
  Map<String, String> annotations() {
    Map<String, String> found = new TreeMap<>();
    JsonNode all = kubectl.get("node", ClusterNode.NAME).path("metadata").path("annotations");
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      if (entry.getKey().startsWith(PREFIX)) {
        found.put(entry.getKey().substring(PREFIX.length()), entry.getValue().asString());
      }
    }
    return found;
  }

  String status() {
    return annotations().getOrDefault("agent-status", "(none)");
  }

  void awaitStatus(String status, Duration patience) {
    boolean seen = Waiting.until(patience, () -> status().equals(status));
    StepFailure.unless(
        seen,
        "the annotation agent-status is " + status() + " and not " + status + ": " + annotations()
            + "\n" + describe());
  }

  /** The name of the pod of an agent that runs. */
  String pod() {
    return metadata("name");
  }

  /** The uid of that pod. */
  String uid() {
    return metadata("uid");
  }

  private String metadata(String field) {
    JsonNode items = kubectl
        .get("pods", "-n", NAMESPACE, "-l", SELECTOR, "--field-selector=status.phase=Running")
        .path("items");
    StepFailure.unless(!items.isEmpty(), "no agent runs\n" + describe());
    return items.get(0).path("metadata").path(field).asString();
  }

  /** For the message of a failure. */
  String describe() {
    return kubectl.run("get", "pods,daemonsets", "-n", NAMESPACE, "-o", "wide").output()
        + kubectl
            .run("get", "events", "-n", NAMESPACE, "--sort-by=.lastTimestamp")
            .output()
        + kubectl
            .run("logs", "-n", NAMESPACE, "-l", SELECTOR, "--tail=30", "--prefix")
            .output();
  }
}
