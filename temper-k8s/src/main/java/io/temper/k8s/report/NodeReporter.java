package io.temper.k8s.report;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.thread.Repeater;
import io.temper.workload.AnnotationPrefixes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the API server how a node is doing, from threads of its own: what it writes never holds up who asked
 * for it, and one kind of write never another.
 */
public final class NodeReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReporter.class);

  /** The last write of annotations holds up the end of the agent for no longer. */
  static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Supplier<NodeStatus> status;
  private final Supplier<NodeKernel> kernel;
  private volatile @Nullable NodeKernel askedKernel;
  private final Ticker ticker;
  private final NodeAnnotations node;
  private final Publisher<SortedMap<String, String>> annotations;
  private final Publisher<Instant> lease;
  private final NodeEvents events;
  private final Repeater looks;
  private final Repeater annotates;
  private final Repeater renews;
  private final Repeater tells;
  private volatile @Nullable NodeStatus last;

  /**
   * Whom to tell, and as whom.
   *
   * @param server who is told; not closed by the reporter
   * @param node the node's name
   * @param namespace where its lease is kept
   * @param holder what tells this agent from another one of the node
   * @param prefixes the primary one is written
   * @param kernel tells the node's kernel; asked once, by a thread of the reporter
   */
  public record Target(
      ApiServer server,
      String node,
      String namespace,
      String holder,
      AnnotationPrefixes prefixes,
      Supplier<NodeKernel> kernel) {}

  /**
   * How often it does what.
   *
   * @param look at the node's status, for what has changed
   * @param betweenWrites of annotations: at most one in this time
   * @param renew the lease
   */
  record Pace(Duration look, Duration betweenWrites, Duration renew) {
    /** What an API server with a whole fleet of agents can be asked for. */
    static final Pace STANDARD =
        new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), NodeLease.RENEW);
  }

  /**
   * Creates one that tells nothing yet.
   *
   * @param target whom to tell
   * @param status how the node is doing now; must not block
   * @param ticker the clocks
   */
  public NodeReporter(Target target, Supplier<NodeStatus> status, Ticker ticker) {
    this(target, status, ticker, Pace.STANDARD);
  }

  /** The same, at another pace. */
  NodeReporter(Target target, Supplier<NodeStatus> status, Ticker ticker, Pace pace) {
    DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    this.status = status;
    this.kernel = target.kernel();
    this.ticker = ticker;
    this.node = new NodeAnnotations(target.server(), target.node(), target.prefixes());
    this.annotations = new Publisher<>(pace.betweenWrites(), node, ticker, chance);
    this.lease = new Publisher<>(
        Duration.ZERO,
        new NodeLease(target.server(), target.namespace(), target.node(), target.holder()),
        ticker,
        chance);
    this.events = new NodeEvents(target.server(), target.node(), ticker, chance);
    this.looks = new Repeater("temper-report", this::look, pace.look());
    this.annotates = new Repeater("temper-annotate", annotations::round, annotations::pause);
    this.renews = new Repeater("temper-lease", this::renew, pace.renew());
    this.tells = new Repeater("temper-events", events::round, events::pause);
  }

  /** Begins. */
  public void start() {
    annotates.start();
    tells.start();
    renews.start();
    looks.start();
  }

  /** Looks once; for its thread, and for tests. */
  void look() {
    NodeStatus now = status.get();
    NodeStatus before = last;
    last = now;
    if (annotations.want(StatusAnnotations.of(now, kernel()))) {
      annotates.now();
    }
    if (before == null) {
      return;
    }
    List<NodeEvent> happened = StatusEvents.between(before, now);
    happened.forEach(events::tell);
    if (!happened.isEmpty()) {
      tells.now();
    }
  }

  private NodeKernel kernel() {
    NodeKernel known = askedKernel;
    if (known == null) {
      known = kernel.get();
      askedKernel = known;
    }
    return known;
  }

  private void renew() {
    lease.want(ticker.now());
    lease.round();
  }

  /**
   * Returns what a user should know of the writing.
   *
   * @return a sentence each
   */
  public List<String> notes() {
    return Stream.of(annotations.trouble(), lease.trouble(), events.trouble())
        .flatMap(Optional::stream)
        .map(Trouble::toString)
        .toList();
  }

  /**
   * Returns how well it writes.
   *
   * @return annotations, the lease and events
   */
  public List<ApiServerObservation.Writes> writes() {
    return List.of(annotations.observed("annotations"), lease.observed("lease"), events.observed());
  }

  /**
   * Ceases to tell, after a last word: that the agent has stopped. It is left out where writing did not work
   * before, and waited for a second at most. What was written stays.
   */
  @Override
  public void close() {
    boolean listened = last != null && annotations.trouble().isEmpty();
    last = null;
    looks.close();
    renews.close();
    tells.close();
    annotates.close();
    if (listened) {
      sayLast();
    }
  }

  /** In a thread of its own, since nothing else bounds how long an API server takes. */
  private void sayLast() {
    var thread = new Thread(this::writeStopped, "temper-last-word");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LAST_WORD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeStopped() {
    try {
      NodeStatus now = status.get();
      NodeStatus stopped = now.state() instanceof NodeState.Stopped
          ? now
          : now.stopped(new NodeState.Stopped(false), ticker.now());
      node.accept(StatusAnnotations.of(stopped, kernel()));
    } catch (ApiException e) {
      LOG.warn("{}; the node's annotations say what was before", String.valueOf(e.getMessage()));
    }
  }
}
