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
  /**
   * Changes it where it is there.
   *
   * @param task what that is for
   * @param spec its specification
   * @throws io.temper.k8s.api.ApiException also where it is not there
   */
  void change(String task, Map<String, ?> spec) {
    server.send(
        task,
        "PATCH",
        path() + "?fieldManager=" + AgentTraces.MANAGER,
        ApiServer.MERGE_PATCH,
        body(Map.of(), spec));
  }

  /**
   * Applies a part of it, and makes it where it is not there.
   *
   * @param task what that is for
   * @param manager whose part that is
   * @param metadata the part's metadata, beside the name and the label
   * @param spec the part's specification
   */
  void apply(String task, String manager, Map<String, ?> metadata, Map<String, ?> spec) {
    ServerSideApply.send(server, task, path(), manager, body(metadata, spec));
  }

  private String path() {
    return "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases/"
        + AgentTraces.leaseOf(node);
  }

  private String body(Map<String, ?> metadata, Map<String, ?> spec) {
    Map<String, Object> named = new TreeMap<>(metadata);
    named.put("name", AgentTraces.leaseOf(node));
    named.put("namespace", namespace);
    // By each part, since whoever makes it may end before another one is applied.
    named.put("labels", Map.of(AgentTraces.LABEL, AgentTraces.MANAGER));
    return JsonText.of(Map.<String, Object>of(
        "apiVersion", "coordination.k8s.io/v1", "kind", "Lease", "metadata", named, "spec", spec));
  }

  /** Returns it as people name it. */
  @Override
  public String toString() {
    return namespace + "/" + AgentTraces.leaseOf(node);
  }
}
