package io.temper.agent.lint;

import io.temper.TemperException;
import io.temper.agent.report.HostGroups;
import io.temper.agent.report.ThreadObserver;
import io.temper.kernel.KernelLayer;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacement.Kind;
import io.temper.lint.fact.ThreadPlacements;
import io.temper.linux.RunnableThread;
import io.temper.observe.ThreadStats;
import io.temper.workload.CgroupPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads which threads run, and in which layers the scheduler has them: of watched threads and of control
 * groups as it tells itself. What it has noted of any other single thread it does not tell, so whoever noted
 * it is asked.
 *
 * @param host the threads and control groups of the host
 * @param scheduler finds the scheduler that is attached
 * @param noted gives the layers that single threads were put into, by number
 */
record PlacedThreads(
    HostGroups host,
    Supplier<Optional<ThreadObserver>> scheduler,
    Supplier<Map<Integer, String>> noted) {

  ThreadPlacements read() {
    List<RunnableThread> threads = host.threads().runnable();
    try (ThreadObserver observer = find()) {
      var look = new Look(host, observer, watched(observer), inForce(observer), new HashMap<>());
      return new ThreadPlacements(threads.stream().map(look::at).toList());
    }
  }

  /** Without it the layers are not known, which rules that need them say. */
  private @Nullable ThreadObserver find() {
    try {
      return scheduler.get().orElse(null);
    } catch (TemperException e) {
      return null;
    }
  }

  private static Map<Integer, ThreadStats> watched(@Nullable ThreadObserver observer) {
    return observer == null
        ? Map.of()
        : observer.watched().stream()
            .collect(Collectors.toMap(ThreadStats::tid, one -> one, (first, second) -> first));
  }

  /** A note counts while the scheduler has a layer of that name. */
  private Map<Integer, String> inForce(@Nullable ThreadObserver observer) {
    if (observer == null) {
      return Map.of();
    }
    Map<Integer, String> layers = new HashMap<>(noted.get());
    layers
        .values()
        .retainAll(
            observer.config().layers().stream().map(KernelLayer::name).collect(Collectors.toSet()));
    return layers;
  }

  /** What is asked once for all threads of a group. */
  private record Look(
      HostGroups host,
      @Nullable ThreadObserver observer,
      Map<Integer, ThreadStats> watched,
      Map<Integer, String> noted,
      Map<CgroupPath, String> layers) {

    ThreadPlacement at(RunnableThread from) {
      var thread = from.thread();
      Kind kind = kind(from);
      return new ThreadPlacement(
          thread.tid(),
          thread.processId(),
          thread.name(),
          kind,
          from.cgroup(),
          kind == Kind.LAYERED ? layer(thread.tid(), from.cgroup()) : null,
          thread.lastCpu(),
          true,
          from.allowed());
    }

    private static Kind kind(RunnableThread from) {
      if (from.isKernelThread()) {
        return Kind.KERNEL;
      }
      return from.thread().policy().isBeforeLayers() ? Kind.REAL_TIME : Kind.LAYERED;
    }

    private @Nullable String layer(int tid, CgroupPath cgroup) {
      ThreadObserver known = observer;
      if (known == null) {
        return null;
      }
      ThreadStats stats = watched.get(tid);
      if (stats != null) {
        return stats.layer();
      }
      String note = noted.get(tid);
      return note != null ? note : layers.computeIfAbsent(cgroup, path -> lookUp(path, known));
    }

    private String lookUp(CgroupPath cgroup, ThreadObserver known) {
      List<Long> ids = cgroup.outwards().stream()
          .flatMap(path -> host.tree().apply(path).stream().boxed())
          .toList();
      var config = known.config();
      return known
          .layerOf(ids)
          .orElseGet(() -> config.layers().get(config.defaultLayer()).name());
    }
  }
}
