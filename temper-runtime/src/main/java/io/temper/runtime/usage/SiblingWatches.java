package io.temper.runtime.usage;

import io.temper.TemperException;
import io.temper.observe.ThreadStats;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ThreadWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the scheduler watch the busiest threads of each container, and tells how busy others made the hardware
 * threads beside them. A watch goes to another thread only after several looks: beginning and ending one
 * makes every thread of the host look its layer up again. For one thread.
 */
final class SiblingWatches {
  /** Of a container; what its other threads do is taken to be alike. */
  static final int MOST_OF_A_CONTAINER = 4;

  /** Of all containers, a part of what the scheduler has room for: others watch threads, too. */
  static final int MOST = 256;

  /** Looks at which a thread does little beside another one that is not watched, before it gives way. */
  static final int LOOKS_TO_GIVE_WAY = 6;

  /** The part of its container's run time below which watched threads say nothing about it. */
  private static final double LEAST_PART = 0.25;

  private final Map<ContainerId, Watched> containers = new HashMap<>();
  private int open;

  /** What is remembered of a container. */
  private static final class Watched {
    private final Map<Long, Watch> watches = new HashMap<>();
    private Map<Long, ThreadUse> before = Map.of();
    private Duration ran = Duration.ZERO;
  }

  /** A watch, and what it said last. */
  private static final class Watch {
    private final ThreadWatch watch;
    private @Nullable ThreadStats last;
    private int looksOfLittle;

    Watch(ThreadWatch watch) {
      this.watch = watch;
    }
  }

  /** Forgets watches of a scheduler that is no more. */
  void forget() {
    retain(List.of());
  }

  /** Ends the watches of all other containers. */
  void retain(Collection<ContainerId> wanted) {
    containers.entrySet().removeIf(entry -> {
      if (wanted.contains(entry.getKey())) {
        return false;
      }
      entry.getValue().watches.values().forEach(this::end);
      return true;
    });
  }

  /**
   * Returns for which part of their run time since the last call siblings were busy with threads of others,
   * at least. Which thread was there is not known: it may have been any other of the container for as long as
   * that ran.
   *
   * @param reading what the container and each of its threads did so far
   * @return 0 to 1; null if the watched threads did not run, or are a small part of what ran
   */
  @Nullable
  Double busyShare(AttachedScheduler scheduler, ContainerId id, UsageReading reading) {
    Map<Long, ThreadUse> threads = reading.threads();
    Watched container = containers.computeIfAbsent(id, key -> new Watched());
    container.watches.entrySet().removeIf(entry -> {
      if (threads.containsKey(entry.getKey())) {
        return false;
      }
      end(entry.getValue());
      return true;
    });
    Double share = share(container.watches.values(), reading.run().minus(container.ran));
    giveWay(container, threads);
    watchMore(scheduler, container, threads);
    container.before = threads;
    container.ran = reading.run();
    return share;
  }

  private static @Nullable Double share(Collection<Watch> watches, Duration allRan) {
    double ran = 0;
    double besideOthers = 0;
    for (Watch watch : watches) {
      ThreadStats before = watch.last;
      ThreadStats now = watch.watch.read().orElse(null);
      watch.last = now;
      if (before != null && now != null) {
        double time = now.runTime().minus(before.runTime()).toNanos();
        double besideOwn = Math.max(0, allRan.toNanos() - time);
        ran += time;
        besideOthers += Math.max(0, time * busyPart(before, now) - besideOwn);
      }
    }
    boolean isKnown = ran > 0 && ran >= LEAST_PART * allRan.toNanos();
    return isKnown ? Double.valueOf(Math.min(1, besideOthers / ran)) : null;
  }

  /** Runs are counted as they begin. One that goes on has what was seen at its last slice. */
  private static double busyPart(ThreadStats before, ThreadStats now) {
    long runs = now.runs() - before.runs();
    return runs > 0
        ? (now.runsBesideBusySibling() - before.runsBesideBusySibling()) / (double) runs
        : now.besideBusySibling() ? 1 : 0;
  }

  /** Threads that are busy while the container starts up are not those that are busy afterwards. */
  private void giveWay(Watched container, Map<Long, ThreadUse> threads) {
    Duration most = Duration.ZERO;
    for (long key : threads.keySet()) {
      Duration ran = ranSince(container.before, threads, key);
      if (!container.watches.containsKey(key) && ran.compareTo(most) > 0) {
        most = ran;
      }
    }
    Duration little = most.dividedBy(2);
    container.watches.forEach((key, watch) -> {
      boolean doesLittle = ranSince(container.before, threads, key).compareTo(little) < 0;
      watch.looksOfLittle = doesLittle ? watch.looksOfLittle + 1 : 0;
    });
    Optional<Long> least = container.watches.entrySet().stream()
        .filter(entry -> entry.getValue().looksOfLittle >= LOOKS_TO_GIVE_WAY)
        .map(Map.Entry::getKey)
        .min(Comparator.comparing(key -> ranSince(container.before, threads, key)));
    Watch given = least.isPresent() ? container.watches.remove(least.get()) : null;
    if (given != null) {
      end(given);
    }
  }

  private void watchMore(
      AttachedScheduler scheduler, Watched container, Map<Long, ThreadUse> threads) {
    List<Long> busiest = new ArrayList<>(threads.keySet());
    busiest.removeIf(key -> container.watches.containsKey(key)
        || ranSince(container.before, threads, key).isZero());
    busiest.sort(Comparator.comparing((Long key) -> ranSince(container.before, threads, key))
        .reversed());
    for (long key : busiest) {
      if (container.watches.size() >= MOST_OF_A_CONTAINER || open >= MOST) {
        return;
      }
      Optional<ThreadWatch> watch = watch(scheduler, UsageReading.tid(key));
      watch.ifPresent(started -> {
        container.watches.put(key, new Watch(started));
        open++;
      });
    }
  }

  /** Others may have taken all the room, or the kernel have none for now; then there is some later. */
  private static Optional<ThreadWatch> watch(AttachedScheduler scheduler, int tid) {
    try {
      return scheduler.watch(tid);
    } catch (IllegalStateException | TemperException noRoomOrClosed) {
      return Optional.empty();
    }
  }

  private static Duration ranSince(
      Map<Long, ThreadUse> before, Map<Long, ThreadUse> now, long key) {
    ThreadUse then = before.get(key);
    ThreadUse use = now.get(key);
    return then == null || use == null ? Duration.ZERO : use.ran().minus(then.ran());
  }

  private void end(Watch watch) {
    watch.watch.close();
    open--;
  }
}
