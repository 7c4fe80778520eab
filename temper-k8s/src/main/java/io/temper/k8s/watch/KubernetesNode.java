package io.temper.k8s.watch;

import io.temper.k8s.ServedObject;
import io.temper.k8s.ServedPod;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.Trouble;
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
import java.util.function.Supplier;

/**
 * A node as the API server has it, kept up with by two threads: one hears of its pods, the other of its
 * own object. Closing ends both.
 */
public final class KubernetesNode implements AutoCloseable {
  private final String name;
  private final ApiServer server;
  private final Ticker ticker;
  private final NewsBell podNews = new NewsBell();
  private final NewsBell nodeNews = new NewsBell();
  private final CountDownLatch heardOfNode = new CountDownLatch(1);
  private final CountDownLatch heardOfPods = new CountDownLatch(1);
  private final Reflector<ServedPod> pods;
  private final Reflector<ServedNode> object;
  private final Repeater podThread;
  private final Repeater objectThread;

  /**
   * Creates one that asks nothing yet.
   *
   * @param name the node's name, as the API server has it
   * @param server who knows it; closed by this
   * @param ticker the clocks
   */
  public KubernetesNode(String name, ApiServer server, Ticker ticker) {
    this.name = name;
    this.server = server;
    this.ticker = ticker;
    this.pods = reflector(Selection.podsOf(name), this::podsChanged);
    this.object = reflector(Selection.node(name), this::nodeChanged);
    this.podThread = new Repeater("temper-watch-pods", pods::round, pods::pause);
    this.objectThread = new Repeater("temper-watch-node", object::round, object::pause);
  }

  private <T extends ServedObject> Reflector<T> reflector(Selection<T> selection, Runnable news) {
    return new Reflector<>(
        selection, server, ticker, () -> ThreadLocalRandom.current().nextDouble(), news);
  }

  private void podsChanged() {
    podNews.ring();
    heardOfPods.countDown();
  }

  private void nodeChanged() {
    nodeNews.ring();
    heardOfNode.countDown();
  }

  /** Begins to listen. */
  public void start() {
    objectThread.start();
    podThread.start();
  }

  /**
   * Waits until the API server has told of the node's object, or has failed to once: who asks before that
   * whether safe mode is asked for is told that nobody knows.
   *
   * @param atMost how long
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitObject(Duration atMost) throws InterruptedException {
    var unused = heardOfNode.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until the API server has told of the node's pods, or has failed to once.
   *
   * @param atMost how long
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitPods(Duration atMost) throws InterruptedException {
    var unused = heardOfPods.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Returns the workloads of the node for who enforces on it: a pod that runs, and whose cgroup was missed at
   * each look for ten minutes, keeps no CPUs, and is left out until it has one.
   *
   * @param finder returns the one of the candidates that exists, or empty
   * @param roots returns in which groups kubelets keep pods on this host, {@code
   *     CgroupTree::kubeletRoots}; asked only while no pod is found at the usual places
   * @return a source that never waits
   */
  public NodePods enforcedWorkloads(
      Function<List<CgroupPath>, Optional<CgroupPath>> finder, Supplier<List<CgroupPath>> roots) {
    return new NodePods(
        name, pods, new PodPlaces(finder, roots, ticker), new LostPods(ticker)::among);
  }

  /**
   * Returns the workloads of the node, whose cgroups are found below any root of its kubelet.
   *
   * @param finder returns the one of the candidates that exists, or empty
   * @param roots returns in which groups kubelets keep pods on this host, {@code
   *     CgroupTree::kubeletRoots}; asked only while no pod is found at the usual places
   * @return a source that never waits
   */
  public NodePods workloads(
      Function<List<CgroupPath>, Optional<CgroupPath>> finder, Supplier<List<CgroupPath>> roots) {
    return new NodePods(name, pods, new PodPlaces(finder, roots, ticker), NodePods::giveUpNone);
  }

  /**
   * Returns the workloads of the node, whose cgroups are found at the usual places.
   *
   * @param finder returns the one of the candidates that exists, or empty
   * @return a source that never waits
   */
  public NodePods workloads(Function<List<CgroupPath>, Optional<CgroupPath>> finder) {
    return new NodePods(name, pods, finder);
  }

  /**
   * Returns whether the node asks for safe mode.
   *
   * @param prefixes under which its annotation may stand
   * @return a source that never waits
   */
  public NodeSafeMode safeMode(AnnotationPrefixes prefixes) {
    return new NodeSafeMode(name, object, prefixes);
  }

  /**
   * Returns what tells of changed pods.
   *
   * @return rings after the source of workloads may tell something else; for one listener
   */
  public Bell podBell() {
    return podNews;
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
   * Returns what is known of the node's pods.
   *
   * @return the newest; never waits
   */
  public Known<ServedPod> pods() {
    return pods.get();
  }

  /**
   * Returns what is known of the node's object.
   *
   * @return the newest; never waits
   */
  public Known<ServedNode> object() {
    return object.get();
  }

  /**
   * Returns what tells the node's object from an earlier one of its name.
   *
   * @return empty while none is known, since nothing was heard yet or there is no such node
   */
  public Optional<String> uid() {
    return object.get().all().flatMap(all -> all.keySet().stream().findFirst());
  }

  /**
   * Returns how well it listens.
   *
   * @return the watches of the pods and of the node's object
   */
  public List<ApiServerObservation.Watch> watches() {
    return List.of(watch("pods", pods), watch("node", object));
  }

  private static ApiServerObservation.Watch watch(String name, Reflector<?> reflector) {
    Known<?> known = reflector.get();
    WatchTally tally = known.tally();
    return new ApiServerObservation.Watch(
        name,
        known.trouble() == null && known.all().isPresent(),
        reflector.silence().orElse(null),
        tally.lists(),
        tally.watches(),
        tally.events(),
        tally.failures());
  }

  /**
   * Returns what to tell people first where nothing new is heard, since the API server is away, or lets the
   * agent hear neither of pods nor of its node.
   *
   * @return a sentence; empty while something is heard
   */
  public Optional<String> outage() {
    Trouble one = pods.get().trouble();
    Trouble other = object.get().trouble();
    if (one == null || other == null) {
      return Optional.empty();
    }
    Instant since = one.since().isBefore(other.since()) ? other.since() : one.since();
    return Optional.of("nothing new is heard from the API server at " + server.address()
        + ", neither of pods nor of the node, since " + since
        + "; what was heard before stays in force");
  }

  /** Ceases to listen. Does not wait for the threads. */
  @Override
  public void close() {
    objectThread.close();
    podThread.close();
    server.close();
  }
}
