package io.temper.bpf;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.object.BpfLink;
import io.temper.bpf.internal.object.SchedulerObject;
import io.temper.bpf.internal.run.ConfigMaps;
import io.temper.bpf.internal.run.Publisher;
import io.temper.bpf.internal.run.SharedMemory;
import io.temper.bpf.internal.run.StatsMemory;
import io.temper.bpf.internal.run.StatsReader;
import io.temper.bpf.internal.run.ThreadNotes;
import io.temper.bpf.internal.run.ThreadWatches;
import io.temper.bpf.internal.run.Watch;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerListener;
import io.temper.spi.ThreadWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temper's scheduler, in charge of this host. May be used from any thread; using it after {@link
 * #close()} is an {@link IllegalStateException}, never more.
 */
public final class SchedExtScheduler implements AttachedScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(SchedExtScheduler.class);
  private static final long ADOPTION_POLL_NANOS = 500_000;

  private final Parts parts;
  private final SchedulerListener listener;
  private final StatsReader reader;
  private final ThreadNotes notes;
  private final ThreadWatches watches;
  private final Watch watch;
  private final boolean takenOver;
  private final AtomicReference<State> state = new AtomicReference<>(State.ATTACHED);

  /** What it is made of; closed in the order link, maps, object. */
  record Parts(
      SchedulerObject object,
      ConfigMaps maps,
      SharedMemory memory,
      StatsMemory stats,
      Publisher publisher,
      BpfLink link,
      Abi abi,
      Optional<LeaseHold> lease) {}

  SchedExtScheduler(Parts parts, SchedulerListener listener, boolean takenOver) {
    this.parts = parts;
    this.takenOver = takenOver;
    this.listener = listener;
    this.reader = new StatsReader(parts.stats(), parts.abi());
    this.notes = new ThreadNotes(parts.object(), parts.abi(), parts.memory());
    this.watches = new ThreadWatches(
        notes, parts.stats(), parts.abi(), this::inForce, takenOver ? System.nanoTime() : 0);
    this.watch = new Watch(parts.memory(), System::nanoTime, this::ended);
  }

  SharedMemory memory() {
    return parts.memory();
  }

  /** Starts the heartbeat; before, none is expected, however long attaching takes. */
  void start(Duration heartbeatTimeout) {
    parts.memory().expectBeats(System.nanoTime(), heartbeatTimeout);
    watch.start();
  }

  @Override
  public PublishOutcome publish(KernelConfig config) {
    requireNotClosed();
    long start = System.nanoTime();
    var outcome = parts.publisher().publish(config);
    LOG.debug("publish: {} after {} us", outcome, (System.nanoTime() - start) / 1000);
    return outcome;
  }

  @Override
  public SchedulerSnapshot snapshot() {
    requireNotClosed();
    return reader.snapshot(inForce());
  }

  @Override
  public List<CpuStats> cpus() {
    requireNotClosed();
    return reader.cpus(inForce());
  }

  @Override
  public LayerDelays delays() {
    requireNotClosed();
    return reader.delays(inForce());
  }

  @Override
  public boolean assign(int tid, String layer) {
    requireNotClosed();
    var layers = inForce().config().layers();
    if (layers.stream().noneMatch(each -> each.name().equals(layer))) {
      throw new IllegalArgumentException("thread " + tid + " cannot be put into layer '" + layer
          + "': there are only " + layers.stream().map(KernelLayer::name).toList());
    }
    return notes.assign(tid, layer);
  }

  @Override
  public boolean unassign(int tid) {
    requireNotClosed();
    return notes.unassign(tid);
  }

  @Override
  public Optional<ThreadWatch> watch(int tid) {
    requireNotClosed();
    return watches.watch(tid);
  }

  /**
   * Waits until every CPU goes by what was published last. That takes as long as the longest slice
   * that was running, and needs nothing from the caller; this only watches. A thread that is interrupted
   * gives up at once, and stays interrupted.
   *
   * @param atMost when to give up
   * @return how long it took from the call on; empty if it did not happen in time
   * @throws IllegalStateException if this was closed
   */
  public Optional<Duration> awaitAdopted(Duration atMost) {
    long start = System.nanoTime();
    while (true) {
      requireNotClosed();
      var adopted = isAdopted();
      var elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (adopted) {
        return Optional.of(elapsed);
      }
      if (elapsed.compareTo(atMost) >= 0 || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(ADOPTION_POLL_NANOS);
    }
  }

  @Override
  public State state() {
    return state.get();
  }

  /**
   * Detaches and returns the host to its stock scheduler. May be repeated, from any thread; each call
   * returns once the kernel is done. Does not wait for other threads that are inside this object.
   */
  @Override
  public void close() {
    state.set(State.CLOSED);
    watch.stop();
    // First, because the link keeps the scheduler attached for as long as its file is there.
    parts.lease().ifPresent(this::unpin);
    quietly("detach", parts.link()::close);
    closeRest();
    withLease("see the scheduler end", LeaseHold::awaitEnd);
    withLease("give the lease back", LeaseHold::release);
  }

  @Override
  public boolean isTakenOver() {
    return takenOver;
  }

  @Override
  public boolean leave() {
    if (!parts.lease().map(LeaseHold::isWhole).orElse(false)
        || !state.compareAndSet(State.ATTACHED, State.CLOSED)) {
      return false;
    }
    watch.stop();
    quietly("beat", () -> parts.memory().beat(System.nanoTime()));
    quietly("close the link, which its file keeps", parts.link()::close);
    closeRest();
    withLease("give the lease back", LeaseHold::release);
    return true;
  }

  /** Where its files cannot be removed, the scheduler finds that nobody has given a sign of life for long. */
  private void unpin(LeaseHold lease) {
    try {
      lease.unpin();
    } catch (RuntimeException | Error e) {
      quietly("end the lease", () -> parts.memory().setHeartbeatTimeout(Duration.ofNanos(1)));
      LOG.warn("could not remove the files of the lease, so that it ends by itself", e);
    }
  }

  private void closeRest() {
    quietly("close the maps", parts.maps()::close);
    quietly("close the object", parts.object()::close);
  }

  private void withLease(String what, Consumer<LeaseHold> step) {
    parts.lease().ifPresent(lease -> quietly(what, () -> step.accept(lease)));
  }

  /** Makes a scheduler that was loaded with fault injection end by an error. */
  void injectError() {
    parts.memory().injectError();
  }

  /** Makes a scheduler that was loaded with fault injection end with a code. */
  void injectExit(long code) {
    parts.memory().injectExit(code);
  }

  /** Makes a scheduler that was loaded with fault injection forget who waits in a layer. */
  void injectStall(int layer) {
    parts.memory().injectStall(inForce().slots().get(layer));
  }

  /** Makes a scheduler that was loaded with fault injection have no note on threads that come now. */
  void injectMissingMemory() {
    parts.memory().injectMissingMemory();
  }

  private boolean isAdopted() {
    return reader.isAdopted(inForce());
  }

  private Publisher.InForce inForce() {
    return parts.publisher().inForce().orElseThrow();
  }

  /** Runs on the watching thread when the scheduler ended by itself. */
  private void ended(SchedulerExit exit) {
    if (!state.compareAndSet(State.ATTACHED, State.EXITED)) {
      return;
    }
    withLease("remove the files of the lease", LeaseHold::unpin);
    // The kernel keeps the dead registration, and refuses the next one, until the link is gone.
    quietly("drop the ended link", parts.link()::close);
    // Before the listener, who may attach again at once.
    withLease("give the lease back", LeaseHold::release);
    quietly("tell the listener", () -> listener.onExit(exit));
  }

  private void requireNotClosed() {
    if (state.get() == State.CLOSED) {
      throw new IllegalStateException("the scheduler is closed");
    }
  }

  private static void quietly(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("could not {}", what, e);
    }
  }
}
