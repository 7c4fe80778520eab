package io.temper.k8s.cleanup;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.report.AgentTraces;
import io.temper.k8s.report.StatusAnnotations;
import io.temper.k8s.watch.ClusterListing;
import io.temper.k8s.watch.FieldOwner;
import io.temper.k8s.watch.ServedNode;
import io.temper.runtime.clock.Ticker;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Ends the agents of a cluster and removes what they have left at the API server: their annotations of nodes
 * and their leases. What others have written stays, also requests for safe mode, and what agents of another
 * namespace have: a node is touched only if its agent has a lease in this one. What is gone already is passed
 * over, so it may be run again, also after it broke off: a lease stays for as long as its node has annotations.
 */
public final class ClusterCleanup {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final ApiServer server;
  private final CleanupRequest request;
  private final Ticker ticker;
  private final Set<String> keys;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> refusedLooks = new LinkedHashMap<>();

  /**
   * Creates one that has removed nothing.
   *
   * @param server who is asked; not closed by this
   * @param request what shall be removed
   * @param ticker the clocks
   */
  public ClusterCleanup(ApiServer server, CleanupRequest request, Ticker ticker) {
    this.server = server;
    this.request = request;
    this.ticker = ticker;
    this.keys = StatusAnnotations.names().stream()
        .map(name -> request.prefix() + name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Removes it.
   *
   * @return what was removed, and what could not be
   * @throws ApiException if the API server does not answer
   */
  public CleanupReport run() {
    List<String> deleted = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    request.daemonSets().forEach(name -> deleteDaemonSet(name, deleted, absent));
    List<String> lingering = awaitEnd();
    Set<String> held = new LinkedHashSet<>(
        listed(() -> ClusterListing.names(server, "the leases of agents", leases() + query())));
    List<String> nodes = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (ServedNode node : listed(() -> ClusterListing.nodes(server))) {
      List<String> own = ownOf(node);
      String lease = AgentTraces.leaseOf(node.name());
      if (!held.contains(lease)) {
        if (!own.isEmpty()) {
          others.add(node.name());
        }
        continue;
      }
      boolean removed = own.isEmpty() || removeAnnotations(node, own);
      if (removed && !own.isEmpty()) {
        nodes.add(node.name());
      }
      if (!removed || hasOthersOfItsAgent(node)) {
        held.remove(lease);
      }
    }
    List<String> leases = held.stream()
        .filter(name -> delete("lease " + name, leases() + "/" + name))
        .toList();
    return new CleanupReport(deleted, absent, lingering, nodes, others, leases, problems);
  }

  private void deleteDaemonSet(String name, List<String> deleted, List<String> absent) {
    int problemsBefore = problems.size();
    if (delete("DaemonSet " + name, daemonSet(name) + "?propagationPolicy=Foreground")) {
      deleted.add(name);
    } else if (problems.size() == problemsBefore) {
      absent.add(name);
    }
  }

  private String daemonSet(String name) {
    return "/apis/apps/v1/namespaces/" + request.namespace() + "/daemonsets/" + name;
  }

  private String leases() {
    return "/apis/coordination.k8s.io/v1/namespaces/" + request.namespace() + "/leases";
  }

  private static String query() {
    return "?labelSelector="
        + URLEncoder.encode(AgentTraces.labelSelector(), StandardCharsets.UTF_8);
  }

  private boolean delete(String what, String path) {
    return changed(() -> server.send("delete " + what, "DELETE", path, ApiServer.JSON, ""));
  }

  /** A DaemonSet whose deletion waits for its pods is there until the last one has ended. */
  private List<String> awaitEnd() {
    long end = ticker.nanos() + request.patience().toNanos();
    List<String> left = request.daemonSets().stream().filter(this::isThere).toList();
    while (!left.isEmpty() && ticker.nanos() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK.toNanos());
      left = left.stream().filter(this::isThere).toList();
    }
    problems.addAll(refusedLooks.values());
    return left;
  }

  /** Who may not look, or is told to come back later, does not know that its pods have ended. */
  private boolean isThere(String name) {
    refusedLooks.remove(name);
    try {
      server
          .get("look for DaemonSet " + name, daemonSet(name), ApiServer.JSON, SILENCE)
          .close();
      return true;
    } catch (ApiException e) {
      if (e.code() == ApiException.NO_ANSWER) {
        throw e;
      }
      if (e.isNotFound()) {
        return false;
      }
      refusedLooks.put(name, String.valueOf(e.getMessage()));
      return true;
    }
  }

  private List<String> ownOf(ServedNode node) {
    return node.annotations().keySet().stream().filter(isOwn(node)).sorted().toList();
  }

  /** Under another prefix: without the lease a second run would take them for another release's. */
  private boolean hasOthersOfItsAgent(ServedNode node) {
    List<String> left = node.annotations().keySet().stream()
        .filter(key -> isWritten(node, key) && !key.startsWith(request.prefix()))
        .sorted()
        .toList();
    if (left.isEmpty()) {
      return false;
    }
    String first = left.get(0);
    problems.add("node " + node.name() + " has " + String.join(", ", left)
        + ", which its agent wrote under another prefix; run this with --prefix="
        + first.substring(0, first.indexOf('/') + 1) + ", too");
    return true;
  }

  private boolean removeAnnotations(ServedNode node, List<String> own) {
    return changed(() -> server.send(
        "remove the annotations of node " + node.name(),
        "PATCH",
        "/api/v1/nodes/" + node.name() + "?fieldManager=" + AgentTraces.MANAGER,
        ApiServer.MERGE_PATCH,
        removing(own)));
  }

  /** What an agent of another version wrote, which may be more, is its own by the API server's word. */
  private Predicate<String> isOwn(ServedNode node) {
    return key -> keys.contains(key) || (isWritten(node, key) && key.startsWith(request.prefix()));
  }

  private static boolean isWritten(ServedNode node, String key) {
    FieldOwner owner = node.owners().get(key);
    return owner != null && owner.manager().equals(AgentTraces.MANAGER);
  }

  /**
   * Does something to an object.
   *
   * @return whether that was done; false if there is no such object, or that may not be
   * @throws ApiException if nobody answers, since nobody would answer the next time either
   */
  private boolean changed(Runnable change) {
    try {
      change.run();
      return true;
    } catch (ApiException e) {
      note(e);
      return false;
    }
  }

  private <T> List<T> listed(Supplier<List<T>> list) {
    try {
      return list.get();
    } catch (ApiException e) {
      note(e);
      return List.of();
    }
  }

  private void note(ApiException e) {
    if (e.code() == ApiException.NO_ANSWER) {
      throw e;
    }
    if (!e.isNotFound()) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private static String removing(List<String> keys) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("metadata");
      json.writeObjectPropertyStart("annotations");
      keys.forEach(key -> json.writeName(key).writeNull());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }
}
