package io.temper.lab.cluster.step;

import io.temper.lab.cluster.ClusterNode;
import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.NodeShell;
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
    return annotations(ClusterNode.NAME);
  }

  /** The same of another node. */
  Map<String, String> annotations(String node) {
    Map<String, String> found = new TreeMap<>();
    JsonNode all = kubectl.get("node", node).path("metadata").path("annotations");
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

  /** Waits until the pods of the main DaemonSet are those that it wants now. */
  void awaitRollout() {
    kubectl
        .run("rollout", "status", "daemonset/temper-agent", "-n", NAMESPACE, "--timeout=230s")
        .text();
  }

  /** The name of the pod of an agent that runs. */
  String pod() {
    return metadata("name");
  }

  /** The uid of that pod. */
  String uid() {
    return metadata("uid");
  }

  /** What that pod tells at {@code /metrics}, to who asks on the node. */
  AgentMetrics metrics(NodeShell shell) {
    return new AgentMetrics(shell, running().path("status").path("podIP").asString());
  }

  private String metadata(String field) {
    return running().path("metadata").path(field).asString();
  }

  private JsonNode running() {
    JsonNode items = kubectl
        .get("pods", "-n", NAMESPACE, "-l", SELECTOR, "--field-selector=status.phase=Running")
        .path("items");
    StepFailure.unless(!items.isEmpty(), "no agent runs\n" + describe());
    return items.get(0);
  }

  /** Whether one agent is there, and its pod says it is ready. */
  boolean ready() {
    return ready(pods());
  }

  static boolean ready(JsonNode pods) {
    if (pods.size() != 1) {
      return false;
    }
    for (JsonNode condition : pods.path(0).path("status").path("conditions")) {
      if (condition.path("type").asString("").equals("Ready")) {
        return condition.path("status").asString("").equals("True");
      }
    }
    return false;
  }

  /** How often its container was started again, how it ended last, and what it waits for. */
  String container() {
    return container(pods());
  }

  static String container(JsonNode pods) {
    if (pods.isEmpty()) {
      return "no pod of the agent";
    }
    JsonNode status = pods.path(0).path("status").path("containerStatuses").path(0);
    JsonNode last = status.path("lastState").path("terminated");
    JsonNode waiting = status.path("state").path("waiting");
    return "the agent's container was started again "
        + status.path("restartCount").asInt(0)
        + " times"
        + (last.has("exitCode")
            ? ", last after exit code " + last.path("exitCode").asInt()
            : "")
        + (waiting.has("reason")
            ? ", and waits: " + waiting.path("reason").asString() + ": "
                + waiting.path("message").asString("")
            : "");
  }

  private JsonNode pods() {
    return kubectl.get("pods", "-n", NAMESPACE, "-l", SELECTOR).path("items");
  }

  /** Takes away what an agent said of itself, so that only one that says it anew is believed. */
  void forgetStatus() {
    kubectl.run("annotate", "node", ClusterNode.NAME, PREFIX + "agent-status-").text();
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
