package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease by which an agent says that it lives. Annotations stay when it dies; a lease that was not
 * renewed for its duration says that they are nobody's any more. It belongs to the object of its node, with
 * which the cluster's garbage collector deletes it.
 */
final class NodeLease implements Consumer<Instant> {
  /** So often it is renewed. */
  static final Duration RENEW = Duration.ofSeconds(10);

  /** After so long without being renewed it is over: three renewals may fail. */
  static final Duration DURATION = Duration.ofSeconds(40);

  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ApiServer server;
  private final String namespace;
  private final String node;
  private final String holder;
  private final Supplier<Optional<String>> uid;
  private Optional<String> owner = Optional.empty();
  private boolean toldUnowned;

  /**
   * Creates a lease that was never taken.
   *
   * @param server who keeps it
   * @param namespace where
   * @param node whose agent it is of
   * @param holder what tells this agent from another one of the node
   * @param uid of the node's object; empty while that is not known
   */
  NodeLease(
      ApiServer server,
      String namespace,
      String node,
      String holder,
      Supplier<Optional<String>> uid) {
    this.server = server;
    this.namespace = namespace;
    this.node = node;
    this.holder = holder;
    this.uid = uid;
  }

  /** Returns the lease's name. */
  static String nameOf(String node) {
    return AgentTraces.leaseOf(node);
  }

  /** Takes or renews it. */
  @Override
  public void accept(Instant now) {
    // Of a node whose object is gone the lease is still that object's: it goes, too.
    owner = uid.get().or(() -> owner);
    if (owner.isEmpty()) {
      renew(now, List.of());
      return;
    }
    try {
      renew(now, List.of(reference(owner.get())));
    } catch (ApiException e) {
      if (!e.isForbidden()) {
        throw e;
      }
      renew(now, List.of());
      sayUnowned(e);
    }
  }

  /**
   * Some clusters let the owner of what is there be changed only by whoever may delete it, which an agent may
   * not. That it lives is the more important word.
   */
  private void sayUnowned(ApiException e) {
    if (!toldUnowned) {
      LOG.warn(
          "the lease {}/{} is renewed, but stays when node {} is deleted: {}; delete the lease once, and it is"
              + " made anew as its node's",
          namespace,
          nameOf(node),
          node,
          e.getMessage());
    }
    toldUnowned = true;
  }

  /** It blocks nothing: the node's object goes first. */
  private Map<String, String> reference(String owner) {
    return new TreeMap<>(Map.of("apiVersion", "v1", "kind", "Node", "name", node, "uid", owner));
  }

  private void renew(Instant now, List<Map<String, String>> owners) {
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
            Map.of(AgentTraces.LABEL, AgentTraces.MANAGER),
            "ownerReferences",
            owners),
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
