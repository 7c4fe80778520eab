package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Trouble;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Repeater;
import io.temper.spi.NodeReport;
import io.temper.spi.StatusSink;
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

/**
 * Tells the API server how a node is doing, from threads of its own: what it writes never holds up who tells
 * it, and one kind of write never another. Only the last word, that the agent has stopped, is written by who
 * says it. What was written stays.
 */
public final class NodeReporter implements StatusSink {
  private final Supplier<NodeKernel> kernel;
  private volatile @Nullable NodeKernel askedKernel;
  private final Ticker ticker;
  private final NodeAnnotations node;
  private final Publisher<SortedMap<String, String>> annotations;
  private final Publisher<Instant> lease;
  private final NodeEvents events;
  private final Repeater annotates;
  private final Repeater renews;
  private final Repeater tells;
  private @Nullable NodeReport last;

  /**
   * Whom to tell, and as whom.
   *
   * @param server who is told; not closed by the reporter
   * @param node the node's name
   * @param uid of the node's object; empty while that is not known. Asked by who renews the lease, and may wait
   *     a moment to be known
   * @param namespace where its lease is kept
   * @param holder what tells this agent from another one of the node
   * @param prefixes the primary one is written
   * @param kernel tells the node's kernel; asked by who tells, until it has answered once
   */
  public record Target(
      ApiServer server,
      String node,
      Supplier<Optional<String>> uid,
      String namespace,
      String holder,
      AnnotationPrefixes prefixes,
      Supplier<NodeKernel> kernel) {}

  /**
   * How often it does what.
   *
   * @param betweenWrites of annotations: at most one in this time
   * @param renew the lease
   */
  record Pace(Duration betweenWrites, Duration renew) {
    /** What an API server with a whole fleet of agents can be asked for. */
    static final Pace STANDARD = new Pace(Duration.ofSeconds(5), NodeLease.RENEW);
  }

  /**
   * Creates one that tells nothing yet.
   *
   * @param target whom to tell
   * @param ticker the clocks
   */
  public NodeReporter(Target target, Ticker ticker) {
    this(target, ticker, Pace.STANDARD);
  }

  /** The same, at another pace. */
  NodeReporter(Target target, Ticker ticker, Pace pace) {
    DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    this.kernel = target.kernel();
    this.ticker = ticker;
    this.node = new NodeAnnotations(target.server(), target.node(), target.prefixes());
    this.annotations = new Publisher<>(pace.betweenWrites(), node, ticker, chance);
    this.lease = new Publisher<>(Duration.ZERO, lease(target, ticker), ticker, chance);
    this.events = new NodeEvents(target.server(), target.node(), ticker, chance);
    this.annotates = new Repeater("temper-annotate", annotations::round, annotations::pause);
    this.renews = new Repeater("temper-lease", this::renew, pace.renew());
    this.tells = new Repeater("temper-events", events::round, events::pause);
  }

  private static NodeLease lease(Target target, Ticker ticker) {
    var object = new LeaseObject(target.server(), target.namespace(), target.node());
    return new NodeLease(object, target.holder(), new LeaseOwner(object, target.uid(), ticker));
  }

  /** Begins to renew the lease, and to write what it is told. */
  public void start() {
    startAnnotating();
    tells.start();
    renews.start();
  }

  /** A part of {@link #start}; for tests. */
  void startAnnotating() {
    annotates.start();
  }

  @Override
  public void tell(NodeReport report) {
    if (report.state() == NodeReport.State.STOPPED) {
      sayLast(report);
      return;
    }
    if (annotations.want(StatusAnnotations.of(report, kernel()))) {
      annotates.now();
    }
    if (last != null) {
      tellEvents(StatusEvents.between(last, report));
    }
    // What could not be told, since nobody knew the kernel, is told again and has not happened
    // before.
    last = report;
  }

  private void tellEvents(List<NodeEvent> happened) {
    happened.forEach(events::tell);
    if (!happened.isEmpty()) {
      tells.now();
    }
  }

  /** Not left to the thread, whose pause between two writes the agent does not wait for. */
  private void sayLast(NodeReport stopped) {
    // Asked first: what is being written is interrupted, which is no trouble of the API server's.
    boolean works = annotations.trouble().isEmpty();
    annotates.close();
    if (works) {
      node.accept(StatusAnnotations.of(stopped, kernel()));
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

  @Override
  public void close() {
    renews.close();
    tells.close();
    annotates.close();
  }
}
