package io.temper.agent.lint;

import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.lint.fact.ThreadGroupPlacement;
import io.temper.lint.fact.ThreadGroupPlacement.Sight;
import io.temper.lint.fact.ThreadGroups;
import io.temper.observe.ThreadLayer;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which layers the scheduler has threads. It tells by which layer it serves a thread, unless something has
 * changed since the thread ran: then the layer is the one that it will find, by the note on the thread and
 * else by its control group.
 *
 * @param host the control groups of the host
 * @param observer the scheduler
 * @param threads what it told of threads, by number
 * @param groups the layers of control groups, as far as they were asked for
 */
record SeenLayers(
    HostGroups host,
    ThreadObserver observer,
    Map<Integer, ThreadLayer> threads,
    Map<CgroupPath, GroupLayer> groups) {

  /** What is asked once for all threads of a group. */
  private record GroupLayer(long id, String layer) {}

  SeenLayers(HostGroups host, ThreadObserver observer) {
    this(host, observer, new HashMap<>(), new HashMap<>());
  }

  /** Asks for many threads at once. */
  void ask(Collection<Integer> tids) {
    threads.putAll(observer.layersOf(tids));
  }

  /** Returns the layer of a thread that was asked for, in its own control group. */
  String layerOf(int tid, CgroupPath cgroup) {
    GroupLayer group = group(cgroup);
    ThreadLayer told = threads.get(tid);
    if (told == null) {
      return group.layer();
    }
    String served = told.served();
    if (served != null && told.servedCgroup() == group.id()) {
      return served;
    }
    String noted = told.noted();
    return noted == null ? group.layer() : noted;
  }

  /** Returns the threads of profiled workloads. */
  ThreadGroups of(List<ExpectedThread> expected) {
    ask(expected.stream().map(ExpectedThread::tid).toList());
    List<ThreadGroupPlacement> all = new ArrayList<>();
    for (ExpectedThread thread : expected) {
      ThreadLayer told = threads.get(thread.tid());
      if (told != null) {
        all.add(placement(thread, told));
      }
    }
    return new ThreadGroups(all);
  }

  /** Which of the groups inside of its workload's a thread is in makes no difference. */
  private ThreadGroupPlacement placement(ExpectedThread thread, ThreadLayer told) {
    @Nullable String served = told.served();
    if (served != null) {
      return placement(thread, served, Sight.SERVED);
    }
    @Nullable String noted = told.noted();
    return noted != null
        ? placement(thread, noted, Sight.NOTED)
        : placement(thread, group(thread.cgroup()).layer(), Sight.BY_GROUP);
  }

  private static ThreadGroupPlacement placement(
      ExpectedThread thread, String observed, Sight sight) {
    return new ThreadGroupPlacement(
        thread.workload(), thread.tid(), thread.name(), thread.layer(), observed, sight);
  }

  private GroupLayer group(CgroupPath cgroup) {
    return groups.computeIfAbsent(cgroup, path -> {
      List<Long> ids = path.outwards().stream()
          .flatMap(outer -> host.tree().apply(outer).stream().boxed())
          .toList();
      var config = observer.config();
      return new GroupLayer(
          ids.isEmpty() ? 0 : ids.get(0),
          observer
              .layerOf(ids)
              .orElseGet(() -> config.layers().get(config.defaultLayer()).name()));
    });
  }
}
