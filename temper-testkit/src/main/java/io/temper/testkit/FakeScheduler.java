package io.temper.testkit;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.SchedulerCounters;
import io.temper.observe.SchedulerExit;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The scheduler of a {@link FakeBackend}. */
final class FakeScheduler implements AttachedScheduler {
  private final FakeBackend host;
  private final SchedulerListener listener;
  private KernelConfig running;
  private State state = State.ATTACHED;
  private @Nullable SchedulerExit exit;

  FakeScheduler(FakeBackend host, KernelConfig config, SchedulerListener listener) {
    this.host = host;
    this.listener = listener;
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
    KernelChange change = KernelChange.between(running, config);
    if (change instanceof KernelChange.None) {
      return new PublishOutcome.Unchanged(running.generation());
    }
    if (config.generation() <= running.generation()) {
      return new PublishOutcome.Refused("generation " + config.generation() + " is not above "
          + running.generation() + ", which is in force: count on from there");
    }
    running = config;
    return new PublishOutcome.Published(config.generation(), change);
  }

  @Override
  public synchronized SchedulerSnapshot snapshot() {
    requireOpen();
    return new SchedulerSnapshot(
        running.generation(),
        true,
        running.layers().stream().map(FakeScheduler::idle).toList(),
        new SchedulerCounters(0, 0, 0, 0, 0, 0, 0, 0));
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

  private static LayerStats idle(KernelLayer layer) {
    return new LayerStats(
        layer.name(),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Log2Histogram.of(0, 0),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }
}
