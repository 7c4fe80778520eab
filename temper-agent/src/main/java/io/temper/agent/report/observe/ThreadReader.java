package io.temper.agent.report.observe;

import io.temper.agent.report.observe.HostGroups.Subject;
import io.temper.agent.report.observe.ThreadSample.Seen;
import io.temper.kernel.KernelConfig;
import io.temper.linux.CgroupTree;
import io.temper.linux.HostThread;
import io.temper.linux.ThreadTable;
import io.temper.observe.ThreadLayer;
import io.temper.observe.ThreadStats;
import io.temper.workload.CgroupPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples of the threads of a host, of a control group with those inside of it, or of a process.
 * Layers and what is watched come from the scheduler, groups of threads from the agent, the rest from proc.
 *
 * @param host the host
 * @param subject the group or process; null for all threads of the host
 * @param observer the scheduler that is attached; null if none can be looked at
 */
public record ThreadReader(
    HostGroups host, @Nullable Subject subject, @Nullable ThreadObserver observer) {
  private static final String REAL_TIME = "(real-time)";

  /**
   * Takes a sample.
   *
   * @param nanos the moment
   * @param groups what an agent knows of the groups of threads
   * @return the threads that were there
   * @throws io.temper.linux.HostReadException if the kernel refuses to tell
   */
  public ThreadSample sample(long nanos, GroupedThreads groups) {
    ThreadObserver scheduler = observer;
    Map<Integer, ThreadStats> watched = new HashMap<>();
    KernelConfig config = scheduler == null ? null : scheduler.config();
    if (scheduler != null) {
      scheduler.watched().forEach(one -> watched.put(one.tid(), one));
    }
    List<HostThread> there = threads().toList();
    var look = new Look(host, scheduler, config, groups, told(scheduler, there));
    Map<Integer, Seen> all = new HashMap<>();
    there.forEach(thread -> look.at(thread, Optional.ofNullable(watched.get(thread.tid())))
        .ifPresent(seen -> all.put(thread.tid(), seen)));
    return new ThreadSample(nanos, config == null ? 0 : config.generation(), all);
  }

  private static Map<Integer, ThreadLayer> told(
      @Nullable ThreadObserver scheduler, List<HostThread> threads) {
    return scheduler == null
        ? Map.of()
        : scheduler.layersOf(threads.stream().map(HostThread::tid).toList());
  }

  private Stream<HostThread> threads() {
    ThreadTable table = host.threads();
    Subject one = subject;
    if (one == null) {
      return table.processes().stream().flatMap(id -> table.ofProcess(id).stream());
    }
    Integer id = one.processId();
    if (id == null) {
      return ofGroup(one.cgroup());
    }
    // The kernel shows a process under the number of each of its threads.
    int processId = table.thread(id).map(HostThread::processId).orElse(id);
    return table.ofProcess(processId).stream();
  }

  private Stream<HostThread> ofGroup(CgroupPath group) {
    CgroupTree tree = host.tree();
    return Stream.concat(
        host.threads().ofCgroup(tree, group).stream(),
        tree.children(group).stream().flatMap(this::ofGroup));
  }

  /** What is asked once for all threads of a process or of a group. */
  private record Look(
      HostGroups host,
      @Nullable ThreadObserver observer,
      @Nullable KernelConfig config,
      GroupedThreads groups,
      Map<Integer, ThreadLayer> told,
      Map<CgroupPath, GroupLayer> layers,
      Map<Integer, String> processes) {

    /** A control group's number, 0 if it is gone, and its layer. */
    private record GroupLayer(long id, String layer) {}

    Look(
        HostGroups host,
        @Nullable ThreadObserver observer,
        @Nullable KernelConfig config,
        GroupedThreads groups,
        Map<Integer, ThreadLayer> told) {
      this(host, observer, config, groups, told, new HashMap<>(), new HashMap<>());
    }

    /** Empty for a thread that has ended meanwhile. */
    Optional<Seen> at(HostThread thread, Optional<ThreadStats> watched) {
      return host.threads()
          .cgroupOf(thread.tid())
          .map(cgroup -> new Seen(
              thread,
              processes.computeIfAbsent(thread.processId(), id -> nameOf(id, thread)),
              cgroup,
              watched.map(ThreadStats::layer).orElseGet(() -> layerOf(thread, cgroup)),
              host.threads().migrations(thread.processId(), thread.tid()),
              watched,
              groups.of(thread.tid())));
    }

    private String nameOf(int processId, HostThread thread) {
      return thread.tid() == processId
          ? thread.name()
          : host.threads().thread(processId).map(HostThread::name).orElse("");
    }

    /**
     * The scheduler tells by which layer it serves a thread, unless something has changed since the thread
     * ran: then the layer is the one that it will find, by the note on the thread and else by its control
     * group. The kernel's own threads are in the system layer, and nearly all of them in the root.
     */
    private String layerOf(HostThread thread, CgroupPath cgroup) {
      KernelConfig known = config;
      if (known == null) {
        return "";
      }
      if (thread.policy().isBeforeLayers()) {
        return REAL_TIME;
      }
      boolean isKernelThread =
          cgroup.value().equals("/") && host.threads().isKernelThread(thread.processId());
      if (isKernelThread) {
        return known.layers().get(known.systemLayer()).name();
      }
      GroupLayer group = layers.computeIfAbsent(cgroup, path -> lookUp(path, known));
      ThreadLayer holds = told.get(thread.tid());
      if (holds == null) {
        return group.layer();
      }
      String served = holds.served();
      if (served != null && holds.servedCgroup() == group.id()) {
        return served;
      }
      String noted = holds.noted();
      return noted == null ? group.layer() : noted;
    }

    private GroupLayer lookUp(CgroupPath cgroup, KernelConfig known) {
      List<Long> ids = cgroup.outwards().stream()
          .flatMap(path -> host.tree().apply(path).stream().boxed())
          .toList();
      String byDefault = known.layers().get(known.defaultLayer()).name();
      ThreadObserver scheduler = observer;
      return new GroupLayer(
          ids.isEmpty() ? 0 : ids.get(0),
          scheduler == null ? byDefault : scheduler.layerOf(ids).orElse(byDefault));
    }
  }
}
