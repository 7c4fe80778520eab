package io.temper.agent.lint;

import io.temper.TemperException;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.lint.fact.ThreadGroups;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacement.Kind;
import io.temper.lint.fact.ThreadPlacements;
import io.temper.linux.RunnableThread;
import io.temper.runtime.placement.ExpectedThread;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads which threads run, and in which layers the scheduler has them and those of profiled workloads. The
 * layers are the scheduler's own word; what somebody has asked of it is not asked.
 *
 * @param host the threads and control groups of the host
 * @param scheduler finds the scheduler that is attached; throws or gives nothing if it cannot
 * @param expected gives where the threads of profiled workloads should be
 */
record PlacedThreads(
    HostGroups host,
    Supplier<Optional<ThreadObserver>> scheduler,
    Supplier<List<ExpectedThread>> expected) {

  /** Looks at the scheduler; the caller ends the look. */
  Look look() {
    try {
      Optional<ThreadObserver> found = scheduler.get();
      return found.isPresent()
          ? new Look(this, new SeenLayers(host, found.get()), "")
          : new Look(this, null, "Temper's scheduler is not attached");
    } catch (TemperException e) {
      return new Look(this, null, String.valueOf(e.getMessage()));
    }
  }

  /**
   * One look.
   *
   * @param from what is looked at
   * @param layers the scheduler; null if it cannot be looked at, so that no layer is known
   * @param problem why not; empty if it can
   */
  record Look(PlacedThreads from, @Nullable SeenLayers layers, String problem)
      implements AutoCloseable {

    /** Returns the threads that run. */
    ThreadPlacements running() {
      List<RunnableThread> threads = from.host().threads().runnable();
      SeenLayers known = layers;
      if (known != null) {
        known.ask(threads.stream()
            .filter(one -> kind(one) == Kind.LAYERED)
            .map(one -> one.thread().tid())
            .toList());
      }
      return new ThreadPlacements(threads.stream().map(this::placement).toList());
    }

    /** Returns the threads of profiled workloads; those that have ended are left out. */
    ThreadGroups grouped() {
      SeenLayers known = layers;
      return known == null
          ? new ThreadGroups(List.of())
          : known.of(from.expected().get());
    }

    private ThreadPlacement placement(RunnableThread one) {
      var thread = one.thread();
      Kind kind = kind(one);
      SeenLayers known = layers;
      return new ThreadPlacement(
          thread.tid(),
          thread.processId(),
          thread.name(),
          kind,
          one.cgroup(),
          known == null || kind != Kind.LAYERED ? null : known.layerOf(thread.tid(), one.cgroup()),
          thread.lastCpu(),
          true,
          one.allowed());
    }

    private static Kind kind(RunnableThread one) {
      if (one.isKernelThread()) {
        return Kind.KERNEL;
      }
      return one.thread().policy().isBeforeLayers() ? Kind.REAL_TIME : Kind.LAYERED;
    }

    @Override
    public void close() {
      SeenLayers known = layers;
      if (known != null) {
        known.observer().close();
      }
    }
  }
}
