package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lease of a node's agent, as the API server keeps it.
 *
 * @param server who keeps it
 * @param namespace where
 * @param node whose agent it is of
 */
record LeaseObject(ApiServer server, String namespace, String node) {
  private static final String MERGE = "application/merge-patch+json";

  /**
   * Changes it where it is there.
   *
   * @param task what that is for
   * @param spec its specification
   * @throws io.temper.k8s.api.ApiException also where it is not there
   */
  void change(String task, Map<String, ?> spec) {
    send(task, "?fieldManager=" + AgentTraces.MANAGER, MERGE, Map.of(), spec);
  }

  /**
   * Applies a part of it, and makes it where it is not there.
   *
   * @param task what that is for
   * @param manager whose part that is: what it applied before and does not now is taken away
   * @param metadata the part's metadata, beside the name and the label
   * @param spec the part's specification
   */
  void apply(String task, String manager, Map<String, ?> metadata, Map<String, ?> spec) {
    String query = "?force=true&fieldManager=" + manager;
    send(task, query, NodeAnnotations.APPLY, metadata, spec);
  }

  private void send(
      String task, String query, String contentType, Map<String, ?> metadata, Map<String, ?> spec) {
    String name = AgentTraces.leaseOf(node);
    Map<String, Object> named = new TreeMap<>(metadata);
    named.put("name", name);
    named.put("namespace", namespace);
    // By each part, since whoever makes it may end before another one is applied.
    named.put("labels", Map.of(AgentTraces.LABEL, AgentTraces.MANAGER));
    String body = JsonText.of(Map.<String, Object>of(
        "apiVersion", "coordination.k8s.io/v1", "kind", "Lease", "metadata", named, "spec", spec));
    server.send(
        task,
        "PATCH",
        "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases/" + name + query,
        contentType,
        body);
  }

  /** Returns it as people name it. */
  @Override
  public String toString() {
    return namespace + "/" + AgentTraces.leaseOf(node);
  }
}
