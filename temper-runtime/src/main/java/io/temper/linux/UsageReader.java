package io.temper.linux;

import io.temper.linux.ThreadClocks.ThreadClock;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
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
 * Reads what the threads of containers did so far: {@code cpu.stat} of each container, {@code schedstat} of
 * each of its threads, and {@code stat} of those that did something. Where the kernel tells nothing of
 * threads, the pressure of the container's group stands in. Containers and threads that vanish meanwhile are
 * left out, and so are the sandboxes of pods. Keeps files of threads open until it is closed. For one thread.
 */
public final class UsageReader implements AutoCloseable {
  private final CgroupTree tree;
  private final ThreadTable threads;
  private final ThreadClocks clocks;
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
    this.clocks = threads.clocks(nanos);
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

  /** Closes the files that it keeps open; reading on opens them anew. Repeatable. */
  @Override
  public void close() {
    clocks.close();
  }

  private Optional<UsageReading> read(CgroupPath group, boolean ofContainer) {
    return tree.reader().cpuUsage(group).flatMap(usage -> {
      List<Integer> tids = tidsIn(group);
      return ofContainer && threads.isAlone(tids, ContainerGroups.SANDBOX)
          ? Optional.empty()
          : Optional.of(reading(group, usage, tids));
    });
  }

  private UsageReading reading(CgroupPath group, CpuUsage usage, List<Integer> tids) {
    Map<Long, ThreadUse> uses = new HashMap<>();
    int runnable = 0;
    boolean isKnown = tids.isEmpty();
    for (int tid : tids) {
      ThreadClock thread = clocks.read(tid).orElse(null);
      if (thread != null) {
        thread.times().ifPresent(times -> uses.put(thread.key(), use(times)));
        runnable += thread.runnable() ? 1 : 0;
        isKnown |= isCounted(thread);
      }
    }
    var reading = new UsageReading(
        clock.get(),
        nanos.getAsLong(),
        micros(usage.usageMicros()),
        usage.periods(),
        usage.throttledPeriods(),
        micros(usage.throttledMicros()),
        uses,
        isKnown,
        runnable,
        cpus);
    return isKnown ? reading : withPressure(reading, group);
  }

  /** A kernel built without it shows no file, or zeros only. */
  private static boolean isCounted(ThreadClock thread) {
    return thread.times().filter(times -> times.turns() > 0).isPresent();
  }

  private UsageReading withPressure(UsageReading reading, CgroupPath group) {
    return tree.reader()
        .pressure(group, PressureResource.CPU)
        .map(pressure -> reading.withPressure(micros(pressure.some().totalMicros())))
        .orElse(reading);
  }

  private List<Integer> tidsIn(CgroupPath group) {
    List<Integer> found = new ArrayList<>(threads.tidsOf(tree, group));
    tree.children(group).forEach(child -> found.addAll(tidsIn(child)));
    return found;
  }

  private static ThreadUse use(ThreadTimes times) {
    return new ThreadUse(Duration.ofNanos(times.runNanos()), Duration.ofNanos(times.waitNanos()));
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
