package io.temper.nomad.watch;

import io.temper.nomad.AllocationList;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.NomadTask;
import io.temper.nomad.api.NomadServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.NewsBell;
import io.temper.runtime.thread.Repeater;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A client of Nomad as its servers have it, kept up with by two threads: one hears of its allocations, the
 * other of its node. Closing ends both.
 */
public final class NomadNode implements AutoCloseable {
  private final NomadServer server;
  private final Ticker ticker;
  private final NewsBell taskNews = new NewsBell();
  private final NewsBell nodeNews = new NewsBell();
  private final CountDownLatch heardOfNode = new CountDownLatch(1);
  private final CountDownLatch heardOfTasks = new CountDownLatch(1);
  private final BlockingQuery<AllocationList> allocations;
  private final BlockingQuery<NodeFacts> node;
  private final Repeater allocationThread;
  private final Repeater nodeThread;

  /**
   * Creates one that asks nothing yet.
   *
   * @param id the node's id; empty if the local client shall say
   * @param server who knows it
   * @param ticker the clocks
   */
  public NomadNode(String id, NomadServer server, Ticker ticker) {
    this.server = server;
    this.ticker = ticker;
    var client = new LocalClient(server, id);
    this.allocations = query(Question.allocations(), client, this::tasksChanged);
    this.node = query(Question.node(), client, this::nodeChanged);
    this.allocationThread =
        new Repeater("temper-watch-allocations", allocations::round, allocations::pause);
    this.nodeThread = new Repeater("temper-watch-node", node::round, node::pause);
  }

  private <T> BlockingQuery<T> query(Question<T> question, LocalClient client, Runnable news) {
    return new BlockingQuery<>(
        question, client, server, ticker, () -> ThreadLocalRandom.current().nextDouble(), news);
  }

  private void tasksChanged() {
    taskNews.ring();
    heardOfTasks.countDown();
  }

  /** The speed of its CPUs is a part of each workload. */
  private void nodeChanged() {
    nodeNews.ring();
    taskNews.ring();
    heardOfNode.countDown();
  }

  /** Begins to listen. */
  public void start() {
    nodeThread.start();
    allocationThread.start();
  }

  /**
   * Waits until Nomad has told of the node, or has failed to once.
   *
   * @param atMost how long
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitNode(Duration atMost) throws InterruptedException {
    var unused = heardOfNode.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until Nomad has told of the node's allocations, or has failed to once.
   *
   * @param atMost how long
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitAllocations(Duration atMost) throws InterruptedException {
    var unused = heardOfTasks.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Returns the workloads of the node.
   *
   * @param prefixes of the annotations that a job's meta becomes
   * @param groups finds the control groups of tasks that are there now
   * @return a source that does not wait for Nomad
   */
  public NodeTasks workloads(
      AnnotationPrefixes prefixes, Function<List<NomadTask>, List<Optional<CgroupPath>>> groups) {
    return new NodeTasks(allocations, node, prefixes.primary(), groups);
  }

  /**
   * Returns whether the node asks for safe mode.
   *
   * @return a source that never waits
   */
  public NodeSafeMode safeMode() {
    return new NodeSafeMode(node);
  }

  /**
   * Returns what tells of changed allocations.
   *
   * @return rings after the source of workloads may tell something else; for one listener
   */
  public Bell taskBell() {
    return taskNews;
  }

  /**
   * Returns what tells of a changed node.
   *
   * @return rings after the node may ask for something else; for one listener
   */
  public Bell nodeBell() {
    return nodeNews;
  }

  /**
   * Returns what is equal to its last value only if the workloads most likely are the same.
   *
   * @return a value to compare; never waits
   */
  public Object sign() {
    Known<NodeFacts> facts = node.get();
    return List.of(
        allocations.get().index(),
        allocations.get().heard().isPresent(),
        facts.heard().map(NodeFacts::attributes));
  }

  /**
   * Returns how well it listens.
   *
   * @return the questions for the allocations and for the node
   */
  public List<ApiServerObservation.Watch> watches() {
    return List.of(watch("allocations", allocations), watch("node", node));
  }

  private static ApiServerObservation.Watch watch(String name, BlockingQuery<?> query) {
    Known<?> known = query.get();
    Tally tally = known.tally();
    return new ApiServerObservation.Watch(
        name,
        known.trouble() == null && known.heard().isPresent(),
        query.silence().orElse(null),
        tally.reads(),
        tally.waits(),
        tally.changes(),
        tally.failures());
  }

  /**
   * Returns what keeps the agent from hearing of the node itself.
   *
   * @return a sentence; empty while it is heard of
   */
  public Optional<String> nodeTrouble() {
    return Optional.ofNullable(node.get().trouble()).map(Trouble::toString);
  }

  /**
   * Returns what to tell people first where nothing new is heard at all.
   *
   * @return a sentence; empty while something is heard
   */
  public Optional<String> outage() {
    Trouble one = allocations.get().trouble();
    Trouble other = node.get().trouble();
    if (one == null || other == null) {
      return Optional.empty();
    }
    Instant since = one.since().isBefore(other.since()) ? other.since() : one.since();
    return Optional.of("nothing new is heard from Nomad at " + server.address()
        + ", neither of allocations nor of the node, since " + since
        + "; what was heard before stays in force");
  }

  /** Ceases to listen. Does not wait for the threads. */
  @Override
  public void close() {
    nodeThread.close();
    allocationThread.close();
  }
}
