package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lease by which an agent says that it lives. Annotations stay when it dies; a lease that was not
 * renewed for its duration says that they are nobody's any more.
 */
final class NodeLease implements Consumer<Instant> {
  /** So often it is renewed. */
  static final Duration RENEW = Duration.ofSeconds(10);

  /** After so long without being renewed it is over: three renewals may fail. */
  static final Duration DURATION = Duration.ofSeconds(40);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ApiServer server;
  private final String namespace;
  private final String node;
  private final String holder;

  /**
   * Creates a lease that was never taken.
   *
   * @param server who keeps it
   * @param namespace where
   * @param node whose agent it is of
   * @param holder what tells this agent from another one of the node
   */
  NodeLease(ApiServer server, String namespace, String node, String holder) {
    this.server = server;
    this.namespace = namespace;
    this.node = node;
    this.holder = holder;
  }

  /** Returns the lease's name. */
  static String nameOf(String node) {
    return AgentTraces.leaseOf(node);
  }

  /** Takes or renews it. */
  @Override
  public void accept(Instant now) {
    String name = nameOf(node);
    String body = JsonText.of(Map.of(
        "apiVersion",
        "coordination.k8s.io/v1",
        "kind",
        "Lease",
        "metadata",
        Map.of(
            "name",
            name,
            "namespace",
            namespace,
            "labels",
            Map.of(AgentTraces.LABEL, AgentTraces.MANAGER)),
        "spec",
        Map.of(
            "holderIdentity",
            holder,
            "leaseDurationSeconds",
            (int) DURATION.toSeconds(),
            "renewTime",
            MICROS.format(now))));
    server.send(
        "renew the lease " + namespace + "/" + name,
        "PATCH",
        "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases/" + name
            + NodeAnnotations.AS_MANAGER,
        NodeAnnotations.APPLY,
        body);
  }
}
