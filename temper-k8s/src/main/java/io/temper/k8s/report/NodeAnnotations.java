package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;
import io.temper.workload.AnnotationPrefixes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes annotations of a node by server-side apply: all that this agent wrote before and that is not among
 * them any more is removed, and whatever others wrote is left alone.
 */
final class NodeAnnotations implements Consumer<SortedMap<String, String>> {
  private final ApiServer server;
  private final String node;
  private final AnnotationPrefixes prefixes;

  NodeAnnotations(ApiServer server, String node, AnnotationPrefixes prefixes) {
    this.server = server;
    this.node = node;
    this.prefixes = prefixes;
  }

  @Override
  public void accept(SortedMap<String, String> byName) {
    SortedMap<String, String> annotations = new TreeMap<>();
    byName.forEach((name, value) -> annotations.put(prefixes.primary() + name, value));
    String body = JsonText.of(Map.of(
        "apiVersion", "v1",
        "kind", "Node",
        "metadata", Map.of("name", node, "annotations", annotations)));
    ServerSideApply.send(
        server, "annotate node " + node, "/api/v1/nodes/" + node, AgentTraces.MANAGER, body);
  }
}
