package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.LoopbackClient.Answer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Something that whoever has the token of the agent of node {@code n} may try. Whatever would be written has
 * {@value #MARK} in it.
 *
 * @param name what is tried
 * @param method of HTTP
 * @param path with its query
 * @param type of the body
 * @param body what is sent
 * @param headers further ones, names and values in turn
 * @param reason a part of what the API server answers
 */
record BreakOut(
    String name,
    String method,
    String path,
    String type,
    String body,
    List<String> headers,
    String reason) {
  static final String MARK = "broken-out";
  static final String MERGE = "application/merge-patch+json";

  private static final String APPLY = "application/apply-patch+yaml";
  private static final String JSON = "application/json";
  private static final String NODES = "/api/v1/nodes/";
  private static final String NODE = NODES + "n";
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/%s/leases";
  private static final String OWN_LEASES = LEASES.replace("%s", "temper");
  private static final String EVENTS = "/api/v1/namespaces/default/events";
  private static final String ONLY_ANNOTATIONS =
      "of the metadata of its node an agent may change only annotations";
  private static final String NOT_THE_SPEC =
      "an agent may not change the specification or the status of its node";

  static final List<BreakOut> ALL_THAT_AN_AGENT_WRITES = List.of(
      merge("annotations", NODE, annotation("temper.io/kernel", "\"broken-out\""), ""),
      new BreakOut(
          "lease",
          "PATCH",
          OWN_LEASES + "/temper-agent-n?fieldManager=temper-agent",
          APPLY,
          lease("temper-agent-n"),
          List.of(),
          ""),
      post("event", EVENTS, event("Node", "n", "temper-agent"), ""));

  private static final List<BreakOut> NODE_WRITES = List.of(
      merge(
          "annotation of another node",
          NODES + "other",
          annotation("temper.io/agent-status", "\"broken-out\""),
          "the agent of node n may not write to node other"),
      apply(
          "annotation of another node, applied",
          NODES + "other",
          "{\"apiVersion\":\"v1\",\"kind\":\"Node\","
              + annotation("temper.io/kernel", "\"broken-out\"").substring(1),
          "the agent of node n may not write to node other"),
      merge("label", NODE, "{\"metadata\":{\"labels\":{\"broken-out\":\"a\"}}}", ONLY_ANNOTATIONS),
      merge("label removed", NODE, "{\"metadata\":{\"labels\":{\"test\":null}}}", ONLY_ANNOTATIONS),
      merge(
          "finalizer",
          NODE,
          "{\"metadata\":{\"finalizers\":[\"a.io/broken-out\"]}}",
          ONLY_ANNOTATIONS),
      merge(
          "owner",
          NODE,
          "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"broken-out\","
              + "\"uid\":\"1\"}]}}",
          ONLY_ANNOTATIONS),
      merge(
          "taint",
          NODE,
          "{\"spec\":{\"taints\":[{\"key\":\"broken-out\",\"effect\":\"NoExecute\"}]}}",
          NOT_THE_SPEC),
      merge("taints removed", NODE, "{\"spec\":{\"taints\":null}}", NOT_THE_SPEC),
      merge("cordon", NODE, "{\"spec\":{\"unschedulable\":true}}", NOT_THE_SPEC),
      merge("provider", NODE, "{\"spec\":{\"providerID\":\"broken-out\"}}", NOT_THE_SPEC),
      merge(
          "somebody else's annotation",
          NODE,
          annotation("other.io/kept", "\"broken-out\""),
          "an agent may not write these annotations: other.io/kept"),
      merge(
          "somebody else's annotation removed",
          NODE,
          annotation("other.io/kept", "null"),
          "an agent may not write these annotations: other.io/kept"),
      merge(
          "new annotation under another prefix",
          NODE,
          annotation("infera.io/agent-status", "\"broken-out\""),
          "an agent may not write these annotations: infera.io/agent-status"),
      merge(
          "new annotation under its prefix",
          NODE,
          annotation("temper.io/more", "\"broken-out\""),
          "an agent may not write these annotations: temper.io/more"),
      merge(
          "annotation of an agent of another version changed",
          NODE,
          annotation("temper.io/newer", "\"broken-out\""),
          "an agent may not write these annotations: temper.io/newer"),
      merge(
          "request for safe mode withdrawn",
          NODE,
          annotation("temper.io/safe-mode-requested", "null"),
          "an agent may not write these annotations: temper.io/safe-mode-requested"));

  private static final List<BreakOut> OTHER_WRITES = List.of(
      new BreakOut(
          "lease of another node",
          "PATCH",
          OWN_LEASES + "/temper-agent-other?fieldManager=temper-agent",
          APPLY,
          lease("temper-agent-other"),
          List.of(),
          "the lease of the agent of node n is temper-agent-n in namespace temper"),
      post(
          "lease of any name",
          OWN_LEASES,
          lease("broken-out"),
          "the lease of the agent of node n is temper-agent-n"),
      post(
          "lease of a name to be made up",
          OWN_LEASES,
          "{\"metadata\":{\"generateName\":\"temper-agent-n\"},\"spec\":{\"holderIdentity\":\"broken-out\"}}",
          "the lease of the agent of node n is temper-agent-n"),
      post(
          "event about another node",
          EVENTS,
          event("Node", "other", "temper-agent"),
          "the agent of node n may write events about that node only"),
      post(
          "event about a pod",
          EVENTS,
          event("Pod", "n", "temper-agent"),
          "the agent of node n may write events about that node only"),
      post(
          "event in the name of the kubelet",
          EVENTS,
          event("Node", "n", "kubelet"),
          "an agent may write events in its own name only"));

  /** What RBAC does not grant. */
  private static final List<BreakOut> NO_RIGHT = List.of(
      merge(
          "status",
          NODE + "/status",
          "{\"status\":{\"capacity\":{\"cpu\":\"1000\"}}}",
          cannot("patch", "nodes/status")),
      post(
          "new node",
          "/api/v1/nodes",
          "{\"metadata\":{\"name\":\"broken-out\"}}",
          cannot("create", "nodes")),
      ask("DELETE", NODE, cannot("delete", "nodes")),
      ask("GET", NODE, cannot("get", "nodes")),
      ask("GET", NODE + "/proxy/pods", cannot("get", "nodes/proxy")),
      merge(
          "pod",
          "/api/v1/namespaces/temper/pods/temper-agent-other",
          label(),
          cannot("patch", "pods")),
      ask("DELETE", "/api/v1/namespaces/temper/pods/temper-agent-other", cannot("delete", "pods")),
      ask(
          "POST",
          "/api/v1/namespaces/temper/pods/temper-agent-other/eviction",
          cannot("create", "pods/eviction")),
      ask(
          "POST",
          "/api/v1/namespaces/temper/pods/temper-agent-other/exec?command=id",
          cannot("create", "pods/exec")),
      ask("GET", "/api/v1/secrets", cannot("list", "secrets")),
      ask("GET", "/api/v1/namespaces/temper/secrets/a", cannot("get", "secrets")),
      ask("GET", "/api/v1/namespaces/temper/configmaps", cannot("list", "configmaps")),
      ask(
          "POST",
          "/api/v1/namespaces/temper/serviceaccounts/temper-agent/token",
          cannot("create", "serviceaccounts/token")),
      merge(
          "lease in another namespace",
          LEASES.replace("%s", "default") + "/temper-agent-n",
          label(),
          cannot("patch", "leases")),
      merge(
          "lease of the kubelet",
          LEASES.replace("%s", "kube-node-lease") + "/n",
          label(),
          cannot("patch", "leases")),
      ask("DELETE", OWN_LEASES + "/temper-agent-n", cannot("delete", "leases")),
      ask("GET", OWN_LEASES, cannot("list", "leases")),
      post(
          "event in another namespace",
          "/api/v1/namespaces/temper/events",
          event("Node", "n", "temper-agent"),
          cannot("create", "events")),
      merge("event of somebody else", EVENTS + "/a", label(), cannot("patch", "events")),
      merge(
          "its own role",
          "/apis/rbac.authorization.k8s.io/v1/clusterroles/temper-agent",
          label(),
          cannot("patch", "clusterroles")),
      ask(
          "DELETE",
          "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/temper-agent-nodes",
          cannot("delete", "validatingadmissionpolicies")),
      new BreakOut(
          "impersonation",
          "GET",
          "/api/v1/secrets",
          JSON,
          "",
          List.of("Impersonate-User", "admin"),
          "cannot impersonate resource \\\"users\\\""),
      new BreakOut(
          "impersonation of another node's agent",
          "GET",
          "/api/v1/nodes",
          JSON,
          "",
          List.of(
              "Impersonate-User",
              "system:serviceaccount:temper:temper-agent",
              "Impersonate-Extra-authentication.kubernetes.io%2Fnode-name",
              "other"),
          "cannot impersonate resource"));

  /** All that is refused to an account that has the rights of the chart. */
  static final List<BreakOut> WITH_THE_RIGHTS_OF_THE_CHART =
      Stream.of(NODE_WRITES, OTHER_WRITES, NO_RIGHT).flatMap(List::stream).toList();

  /** All that is refused to it whatever rights it has. */
  static final List<BreakOut> WITH_EVERY_RIGHT = Stream.of(
          NODE_WRITES,
          OTHER_WRITES,
          List.of(
              merge(
                  "status",
                  NODE + "/status",
                  "{\"status\":{\"capacity\":{\"cpu\":\"1000\"}}}",
                  "an agent may annotate its node, and do nothing else to nodes"),
              post(
                  "new node",
                  "/api/v1/nodes",
                  "{\"metadata\":{\"name\":\"broken-out\"}}",
                  "an agent may annotate its node"),
              ask("DELETE", NODE, "an agent may annotate its node"),
              post(
                  "lease in another namespace",
                  LEASES.replace("%s", "default"),
                  lease("temper-agent-n"),
                  "the lease of the agent of node n is temper-agent-n in namespace temper"),
              ask(
                  "DELETE",
                  OWN_LEASES + "/temper-agent-n",
                  "an agent may take and renew its lease")))
      .flatMap(List::stream)
      .toList();

  Answer with(LoopbackClient client) {
    return client.ask(method, path, type, body, headers.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name;
  }

  /** An API server hears of policies a moment after they are made. Uses a node of its own, named so. */
  static void awaitPolicies(LoopbackClient client) {
    String mark = "probe";
    List<BreakOut> probes = List.of(
        merge(mark, NODES + mark, annotation("temper.io/kernel", "\"probe\""), ""),
        post(mark, OWN_LEASES, "{\"metadata\":{\"generateName\":\"probe\"}}", ""),
        post(
            mark,
            EVENTS,
            event("Pod", mark, mark)
                .replace("\"name\":\"broken-out\"", "\"generateName\":\"probe\"")
                .replace(MARK, mark),
            ""));
    await(() -> probes.stream()
        .map(attempt -> attempt.with(client))
        .allMatch(answer -> answer.code() == 403 && answer.body().contains("denied request")));
  }

  static void awaitAllowed(LoopbackClient client) {
    await(() -> client.ask("GET", "/api/v1/secrets", JSON, "").code() == 200);
  }

  static void awaitForbidden(LoopbackClient client) {
    await(() -> client.ask("GET", "/api/v1/secrets", JSON, "").code() == 403);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the API server has heard of it").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static BreakOut ask(String method, String path, String reason) {
    return new BreakOut(method + " " + path, method, path, JSON, "", List.of(), reason);
  }

  private static BreakOut post(String name, String path, String body, String reason) {
    return new BreakOut(name, "POST", path, JSON, body, List.of(), reason);
  }

  private static BreakOut merge(String name, String path, String body, String reason) {
    return new BreakOut(name, "PATCH", path, MERGE, body, List.of(), reason);
  }

  private static BreakOut apply(String name, String path, String body, String reason) {
    return new BreakOut(
        name,
        "PATCH",
        path + "?force=true&fieldManager=temper-agent",
        APPLY,
        body,
        List.of(),
        reason);
  }

  private static String annotation(String key, String value) {
    return "{\"metadata\":{\"annotations\":{\"" + key + "\":" + value + "}}}";
  }

  private static String label() {
    return "{\"metadata\":{\"labels\":{\"broken-out\":\"a\"}}}";
  }

  private static String lease(String name) {
    return "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\""
        + name + "\"},\"spec\":{\"holderIdentity\":\"broken-out\",\"leaseDurationSeconds\":40}}";
  }

  private static String event(String kind, String name, String component) {
    return """
        {"metadata":{"name":"broken-out"},"involvedObject":{"kind":"%1$s","name":"%2$s"},
        "reason":"Ejected","message":"broken-out","source":{"component":"%3$s"},"type":"Warning"}""".formatted(kind, name, component);
  }

  private static String cannot(String verb, String resource) {
    return "cannot " + verb + " resource \\\"" + resource + "\\\"";
  }
}
