package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Backoff;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events on a node's object, not too many: the same one not again within ten minutes, and in the long
 * run one in half a minute. Those above that are dropped and counted: whoever looks at events looks for
 * the first ones. One duty cycle writes one at most.
 */
final class NodeEvents {
  /** So many may come at once. */
  static final int BURST = 10;

  /** So often another one may come. */
  static final Duration REFILL = Duration.ofSeconds(30);

  static final Duration SAME_AGAIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);
  private static final Duration NOTHING_TO_DO = Duration.ofMinutes(10);
  private static final int LONGEST_MESSAGE = 1000;

  private final ApiServer server;
  private final String node;
  private final Ticker ticker;
  private final Backoff backoff;
  private final Deque<Happened> waiting = new ArrayDeque<>();
  private final Map<NodeEvent, Long> toldAtNanos = new HashMap<>();
  private long tokens = BURST;
  private long refilledNanos;
  private long dropped;
  private long written;
  private Duration pause = NOTHING_TO_DO;
  private volatile @Nullable Trouble trouble;

  /** An event, and when it happened. */
  private record Happened(NodeEvent event, Instant at) {}

  NodeEvents(ApiServer server, String node, Ticker ticker, DoubleSupplier chance) {
    this.server = server;
    this.node = node;
    this.ticker = ticker;
    this.backoff = new Backoff(chance);
    this.refilledNanos = ticker.nanos();
  }

  /** Says that something happened. May be called from any thread. */
  synchronized void tell(NodeEvent event) {
    refill();
    Long told = toldAtNanos.get(event);
    boolean again = told != null && ticker.nanos() - told < SAME_AGAIN.toNanos();
    if (again || tokens == 0) {
      dropped++;
      return;
    }
    tokens--;
    toldAtNanos.put(event, ticker.nanos());
    waiting.add(new Happened(event, ticker.now()));
  }

  private void refill() {
    long now = ticker.nanos();
    long more = (now - refilledNanos) / REFILL.toNanos();
    if (more > 0) {
      tokens = Math.min(BURST, tokens + more);
      refilledNanos += more * REFILL.toNanos();
      toldAtNanos.values().removeIf(told -> now - told >= SAME_AGAIN.toNanos());
    }
  }

  /** Returns how many were not written, because there were too many or one was the same as before. */
  synchronized long dropped() {
    return dropped;
  }

  /** Writes the oldest that waits. */
  void round() {
    Happened next = next();
    if (next == null) {
      pause = NOTHING_TO_DO;
      return;
    }
    try {
      server.send(
          "write an event on node " + node,
          "POST",
          "/api/v1/namespaces/default/events?fieldManager=" + NodeAnnotations.FIELD_MANAGER,
          ApiServer.JSON,
          json(next));
      done();
      backoff.reset();
      trouble = null;
      pause = Duration.ZERO;
    } catch (ApiException e) {
      failed(e);
    }
  }

  private synchronized @Nullable Happened next() {
    return waiting.peek();
  }

  private synchronized void done() {
    waiting.remove();
    written++;
  }

  private void failed(ApiException e) {
    pause = backoff.afterFailure(e.retryAfter());
    Trouble before = trouble;
    String what = String.valueOf(e.getMessage());
    trouble = new Trouble(what, before == null ? ticker.now() : before.since());
    if (before == null) {
      LOG.warn("{}; it is tried again", what);
    }
  }

  /** Returns how long to rest after a round. */
  Duration pause() {
    return pause;
  }

  /** Returns what is wrong with writing. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  private String json(Happened happened) {
    String at = happened.at().truncatedTo(ChronoUnit.SECONDS).toString();
    NodeEvent event = happened.event();
    String message = event.message();
    return JsonText.of(Map.ofEntries(
        Map.entry("apiVersion", "v1"),
        Map.entry("kind", "Event"),
        // As the kubelet names its own: unique on this node, whatever its clock does.
        Map.entry(
            "metadata",
            Map.of(
                "name",
                node + "." + Long.toHexString(System.nanoTime()) + "-" + written,
                "namespace",
                "default")),
        Map.entry(
            "involvedObject",
            Map.of("apiVersion", "v1", "kind", "Node", "name", node, "uid", node)),
        Map.entry("type", event.severity().type()),
        Map.entry("reason", event.reason()),
        Map.entry(
            "message",
            message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE - 1) + "…"),
        Map.entry("source", Map.of("component", NodeAnnotations.FIELD_MANAGER, "host", node)),
        Map.entry("firstTimestamp", at),
        Map.entry("lastTimestamp", at),
        Map.entry("count", 1)));
  }
}
