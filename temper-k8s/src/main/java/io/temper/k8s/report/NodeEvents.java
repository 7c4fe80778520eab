package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events on a node's object, not too many: the same one not again within ten minutes, and in the long
 * run one in half a minute. Those above that are dropped and counted, as are those for which there is no room
 * while none can be written: whoever looks at events looks for the first ones. One duty cycle writes one at
 * most.
 */
final class NodeEvents {
  /** So many may come at once, and wait. */
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
  private long names;
  private long notBeforeNanos;
  private volatile @Nullable Trouble trouble;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /** An event, when it happened, and the name under which it is written, however often it is tried. */
  private record Happened(NodeEvent event, Instant at, String name) {}

  NodeEvents(ApiServer server, String node, Ticker ticker, DoubleSupplier chance) {
    this.server = server;
    this.node = node;
    this.ticker = ticker;
    this.backoff = new Backoff(chance);
    this.refilledNanos = ticker.nanos();
    this.notBeforeNanos = ticker.nanos();
  }

  /** Says that something happened. May be called from any thread. */
  synchronized void tell(NodeEvent event) {
    refill();
    Long toldAt = toldAtNanos.get(event);
    boolean again = toldAt != null && ticker.nanos() - toldAt < SAME_AGAIN.toNanos();
    if (again || tokens == 0 || waiting.size() == BURST) {
      dropped++;
      return;
    }
    tokens--;
    toldAtNanos.put(event, ticker.nanos());
    waiting.add(new Happened(event, ticker.now(), newName()));
  }

  /** As the kubelet names its own: unique on this node, whatever its clock does. */
  private String newName() {
    names++;
    return node + "." + Long.toHexString(System.nanoTime()) + "-" + names;
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

  /** Returns how many were not written: too many, the same as before, or refused for what they are. */
  synchronized long dropped() {
    return dropped;
  }

  /** Writes the oldest that waits, if the pause is over. */
  void round() {
    Happened next = next();
    if (next == null || remaining().toNanos() > 0) {
      return;
    }
    // Whatever is thrown, an error of the machine included: it is not tried again at once.
    notBeforeNanos = ticker.nanos() + Backoff.LONGEST.toNanos();
    try {
      server.send(
          "write an event on node " + node,
          "POST",
          "/api/v1/namespaces/default/events?fieldManager=" + AgentTraces.MANAGER,
          ApiServer.JSON,
          json(next));
      written();
    } catch (ApiException e) {
      failed(e);
    }
  }

  private synchronized @Nullable Happened next() {
    return waiting.peek();
  }

  private void written() {
    writes.incrementAndGet();
    done(false);
    backoff.reset();
    trouble = null;
    notBeforeNanos = ticker.nanos();
  }

  private synchronized void done(boolean lost) {
    waiting.remove();
    if (lost) {
      dropped++;
    }
  }

  private void failed(ApiException e) {
    if (e.isConflict()) {
      // It came to be by a try whose answer was lost.
      written();
      return;
    }
    notBeforeNanos = ticker.nanos() + backoff.afterFailure(e.retryAfter()).toNanos();
    if (e.isOfTheEnd()) {
      // Who is being ended is nobody's trouble.
      return;
    }
    failures.incrementAndGet();
    boolean refused = e.isRefusedForWhatItIs();
    if (refused) {
      done(true);
    }
    Trouble before = trouble;
    String what = String.valueOf(e.getMessage());
    trouble = new Trouble(what, before == null ? ticker.now() : before.since());
    if (before == null) {
      LOG.warn("{}; {}", what, refused ? "it is dropped" : "it is tried again");
    }
  }

  /** Returns how long to rest after a round. */
  Duration pause() {
    return next() == null ? NOTHING_TO_DO : remaining();
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(0, notBeforeNanos - ticker.nanos()));
  }

  /** Returns how well it writes. */
  ApiServerObservation.Writes observed() {
    return new ApiServerObservation.Writes("events", trouble == null, writes.get(), failures.get());
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
        Map.entry("metadata", Map.of("name", happened.name(), "namespace", "default")),
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
        Map.entry("source", Map.of("component", AgentTraces.MANAGER, "host", node)),
        Map.entry("firstTimestamp", at),
        Map.entry("lastTimestamp", at),
        Map.entry("count", 1)));
  }
}
