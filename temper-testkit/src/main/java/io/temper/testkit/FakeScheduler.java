package io.temper.testkit;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerCounters;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerListener;
import io.temper.spi.ThreadWatch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scheduler of a {@link FakeBackend}. */
final class FakeScheduler implements AttachedScheduler {
  /** The highest number of a thread that Linux gives. */
  private static final int HIGHEST_THREAD = 4_194_304;

  private final FakeBackend host;
  private final SchedulerListener listener;
  private final boolean takenOver;
  private KernelConfig running;
  private State state = State.ATTACHED;
  private boolean certain = true;
  private @Nullable SchedulerExit exit;
  private final Set<Integer> assigned = new HashSet<>();

  FakeScheduler(
      FakeBackend host, KernelConfig config, SchedulerListener listener, boolean takenOver) {
    this.host = host;
    this.listener = listener;
    this.takenOver = takenOver;
    running = config;
  }

  synchronized KernelConfig running() {
    return running;
  }

  @Override
  public synchronized PublishOutcome publish(KernelConfig config) {
    requireOpen();
    if (exit != null) {
      return new PublishOutcome.Ended(exit);
    }
    Optional<String> problem = host.publishProblem();
    if (problem.isPresent()) {
      certain = false;
      return new PublishOutcome.Refused(problem.get());
    }
    if (host.refuses(config)) {
      return new PublishOutcome.Refused("this fake host was told to refuse it");
    }
    KernelChange change = KernelChange.between(running, config);
    if (change instanceof KernelChange.None && certain) {
      return new PublishOutcome.Unchanged(running.generation());
    }
    if (config.generation() <= running.generation()) {
      return new PublishOutcome.Refused("generation " + config.generation() + " is not above "
          + running.generation() + ", which is in force: count on from there");
    }
    running = config;
    certain = true;
    return new PublishOutcome.Published(config.generation(), change);
  }

  @Override
  public synchronized SchedulerSnapshot snapshot() {
    requireOpen();
    return new SchedulerSnapshot(
        running.generation(), true, idleLayers(), new SchedulerCounters(0, 0, 0, 0, 0, 0, 0, 0));
  }

  private List<LayerStats> idleLayers() {
    return running.layers().stream().map(layer -> LayerStats.none(layer.name())).toList();
  }

  @Override
  public synchronized List<CpuStats> cpus() {
    requireOpen();
    return running.cpus().stream()
        .map(cpu -> new CpuStats(cpu.id(), null, idleLayers()))
        .toList();
  }

  @Override
  public synchronized LayerDelays delays() {
    requireOpen();
    return new LayerDelays(List.of());
  }

  @Override
  public synchronized boolean assign(int tid, String layer) {
    requireOpen();
    if (running.layers().stream().noneMatch(each -> each.name().equals(layer))) {
      throw new IllegalArgumentException("there is no layer '" + layer + "'");
    }
    if (!isThread(tid)) {
      return false;
    }
    assigned.add(tid);
    return true;
  }

  @Override
  public synchronized boolean unassign(int tid) {
    requireOpen();
    return assigned.remove(tid);
  }

  @Override
  public synchronized Optional<ThreadWatch> watch(int tid) {
    requireOpen();
    return isThread(tid) ? Optional.of(new FakeWatch()) : Optional.empty();
  }

  private static boolean isThread(int tid) {
    return tid > 0 && tid <= HIGHEST_THREAD;
  }

  @Override
  public boolean isTakenOver() {
    return takenOver;
  }

  @Override
  public boolean leave() {
    // The host's lock comes before this one.
    if (!host.leave(this)) {
      return false;
    }
    synchronized (this) {
      state = State.CLOSED;
    }
    return true;
  }

  @Override
  public synchronized State state() {
    return state;
  }

  @Override
  public void close() {
    synchronized (this) {
      state = State.CLOSED;
    }
    host.release(this);
  }

  void end(SchedulerExit how) {
    synchronized (this) {
      state = State.EXITED;
      exit = how;
    }
    try {
      listener.onExit(how);
    } catch (RuntimeException ignored) {
      // A listener that fails must change nothing: that is the contract of SchedulerListener.
    }
  }

  private void requireOpen() {
    if (state == State.CLOSED) {
      throw new IllegalStateException("this scheduler was closed");
    }
  }
}
