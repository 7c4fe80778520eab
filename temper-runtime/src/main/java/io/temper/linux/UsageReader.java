package io.temper.linux;

import io.temper.rightsize.ContainerId;
import io.temper.rightsize.ThreadUse;
import io.temper.rightsize.UsageReading;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads what the threads of containers did so far: {@code cpu.stat} of each container, {@code schedstat}
 * and {@code stat} of each of its threads. Containers and threads that vanish meanwhile are left out, and
 * so are the sandboxes of pods.
 */
public final class UsageReader {
  private final CgroupTree tree;
  private final ThreadTable threads;
  private final int cpus;
  private final Supplier<Instant> clock;
  private final LongSupplier nanos;

  /**
   * Creates a reader.
   *
   * @param tree the tree of the groups
   * @param threads the threads of the host
   * @param cpus how many CPUs the host has
   * @param clock tells the time
   * @param nanos tells nanoseconds by a clock that never steps
   */
  public UsageReader(
      CgroupTree tree, ThreadTable threads, int cpus, Supplier<Instant> clock, LongSupplier nanos) {
    this.tree = tree;
    this.threads = threads;
    this.cpus = cpus;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Reads the containers of a workload.
   *
   * @param namespace the namespace of the workload
   * @param name the name of the workload
   * @param group the group of the workload
   * @return the readings; of the workload as a whole where no container is told apart in it, and none if
   *     it is not there, or has only a sandbox yet
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public Map<ContainerId, UsageReading> read(String namespace, String name, CgroupPath group) {
    Map<ContainerId, UsageReading> readings = new TreeMap<>();
    ContainerGroups.of(tree, group).forEach((container, path) -> read(path, !container.isEmpty())
        .ifPresent(reading -> readings.put(new ContainerId(namespace, name, container), reading)));
    return readings;
  }

  private Optional<UsageReading> read(CgroupPath group, boolean ofContainer) {
    return tree.reader().cpuUsage(group).flatMap(usage -> {
      List<HostThread> found = threadsIn(group);
      return ofContainer && ContainerGroups.isSandbox(found)
          ? Optional.empty()
          : Optional.of(reading(usage, found));
    });
  }

  private UsageReading reading(CpuUsage usage, List<HostThread> found) {
    Map<Long, ThreadUse> uses = new HashMap<>();
    int runnable = 0;
    for (HostThread thread : found) {
      thread.times().ifPresent(times -> uses.put(key(thread), use(times)));
      runnable += thread.state() == ThreadState.RUNNABLE ? 1 : 0;
    }
    return new UsageReading(
        clock.get(),
        nanos.getAsLong(),
        micros(usage.usageMicros()),
        usage.periods(),
        usage.throttledPeriods(),
        micros(usage.throttledMicros()),
        uses,
        isKnown(found),
        runnable,
        cpus);
  }

  /** A kernel built without it shows no file, or zeros only. */
  private static boolean isKnown(List<HostThread> found) {
    return found.isEmpty()
        || found.stream()
            .anyMatch(
                thread -> thread.times().filter(times -> times.turns() > 0).isPresent());
  }

  private List<HostThread> threadsIn(CgroupPath group) {
    List<HostThread> found = new ArrayList<>(threads.ofCgroup(tree, group));
    tree.children(group).forEach(child -> found.addAll(threadsIn(child)));
    return found;
  }

  /** A number is used again, but not with the same start: thread ids have 22 bits at most. */
  private static long key(HostThread thread) {
    return thread.startTicks() << 22 | thread.tid();
  }

  private static ThreadUse use(ThreadTimes times) {
    return new ThreadUse(Duration.ofNanos(times.runNanos()), Duration.ofNanos(times.waitNanos()));
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
