package io.temper.runtime.usage;

import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageReading;
import io.temper.rightsize.usage.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes histories of readings. Each {@link #look} makes a short window of every container; the windows of
 * a minute are joined to one sample. A container that could not be read is neither gone nor started again:
 * its next window begins where the last one ended. One thread looks, any thread may ask for the histories.
 */
public final class UsageSampler {
  /** Of more containers those are forgotten that were seen longest ago. */
  static final int MOST_HISTORIES = 4096;

  /**
   * For so many minutes in a row it is taken that the clock is wrong now, as after a start without a network;
   * then that it was wrong before.
   */
  static final int MOST_DROPPED = 60;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A clock that is further behind what is known is or was wrong. */
  private static final Duration MOST_BEHIND = Duration.ofDays(1);

  private final Supplier<Optional<UsageLook>> looks;
  private final Duration startUp;
  private final Map<ContainerId, Watched> watched = new HashMap<>();

  /** How many samples in a row were dropped, of whom any was, however often it was started meanwhile. */
  private final Map<ContainerId, Integer> dropped = new HashMap<>();

  private @Nullable UsageLook before;
  private volatile NavigableMap<ContainerId, UsageHistory> histories;

  /** A container that is there. Mutable. */
  private static final class Watched {
    private final boolean started;
    private final long since;
    private UsageReading last;
    private int starts;
    private List<UsageSample> windows = new ArrayList<>();

    /** What is there at the first look, or was not read at the one before, was started at any time. */
    Watched(UsageReading first, boolean started) {
      this.last = first;
      this.since = first.nanos();
      this.started = started;
      this.starts = started ? 1 : 0;
    }
  }

  /**
   * Creates a sampler.
   *
   * @param kept the histories to go on with
   * @param looks reads the counters of all containers that are there; one that vanishes is left out. Empty
   *     while it is not known what should be there
   * @param startUp for how long a container that appears is starting up
   */
  public UsageSampler(
      Map<ContainerId, UsageHistory> kept, Supplier<Optional<UsageLook>> looks, Duration startUp) {
    this.histories = new TreeMap<>(kept);
    this.looks = looks;
    this.startUp = startUp;
  }

  /**
   * Returns what is known so far.
   *
   * @return histories by container, those that are gone too; does not change
   */
  public NavigableMap<ContainerId, UsageHistory> histories() {
    return histories;
  }

  /** Looks at all containers. */
  public void look() {
    looks.get().ifPresent(this::look);
  }

  /**
   * Adds histories that were kept and could not be read when the sampler was created. For the thread that
   * looks.
   *
   * @param kept the histories
   */
  public void add(Map<ContainerId, UsageHistory> kept) {
    NavigableMap<ContainerId, UsageHistory> next = new TreeMap<>(histories);
    kept.forEach((id, history) -> next.merge(id, history, UsageHistory::plus));
    forgetOldest(next);
    histories = next;
  }

  private void look(UsageLook now) {
    NavigableMap<ContainerId, UsageHistory> next = new TreeMap<>(histories);
    now.readings().forEach((id, reading) -> look(id, reading, next));
    watched.keySet().removeIf(id -> now.isGone(id) && ended(id, next));
    before = now;
    forgetOldest(next);
    dropped.keySet().retainAll(next.keySet());
    histories = next;
  }

  private void look(
      ContainerId id, UsageReading reading, NavigableMap<ContainerId, UsageHistory> next) {
    @Nullable Watched container = watched.get(id);
    if (container == null) {
      watched.put(id, new Watched(reading, before != null && before.isGone(id)));
      return;
    }
    boolean starting = container.started && reading.nanos() - container.since <= startUp.toNanos();
    var window = reading.since(container.last, starting, container.starts);
    if (window.isEmpty()) {
      close(id, container, next);
      watched.put(id, new Watched(reading, true));
      return;
    }
    container.last = reading;
    container.starts = 0;
    container.windows.add(window.get());
    if (length(container.windows).compareTo(MINUTE) >= 0) {
      close(id, container, next);
    }
  }

  private boolean ended(ContainerId id, NavigableMap<ContainerId, UsageHistory> next) {
    @Nullable Watched container = watched.get(id);
    if (container != null) {
      close(id, container, next);
    }
    return true;
  }

  /** Ends the minute; what is left of one by a container that vanished counts as a short window. */
  private void close(
      ContainerId id, Watched container, NavigableMap<ContainerId, UsageHistory> next) {
    if (!container.windows.isEmpty()) {
      UsageSample sample = UsageSample.joined(container.windows);
      next.merge(
          id,
          UsageHistory.EMPTY.plus(sample),
          (kept, one) ->
              isBehind(sample, kept) ? keptOrAnew(id, kept, one) : added(id, kept, sample));
      container.windows = new ArrayList<>();
    }
  }

  private UsageHistory added(ContainerId id, UsageHistory kept, UsageSample sample) {
    dropped.remove(id);
    return kept.plus(sample);
  }

  /** What a clock far ahead has dated would outweigh all that comes after it was set right. */
  private UsageHistory keptOrAnew(ContainerId id, UsageHistory kept, UsageHistory anew) {
    if (dropped.merge(id, 1, Integer::sum) <= MOST_DROPPED) {
      return kept;
    }
    dropped.remove(id);
    return anew;
  }

  private static boolean isBehind(UsageSample sample, UsageHistory kept) {
    return kept.last()
        .filter(last -> sample.start().plus(MOST_BEHIND).isBefore(last))
        .isPresent();
  }

  private static Duration length(List<UsageSample> windows) {
    // Half a window early is nearer to a minute than half a window late.
    Duration sum = windows.stream().map(UsageSample::length).reduce(Duration.ZERO, Duration::plus);
    return sum.plus(windows.get(windows.size() - 1).length().dividedBy(2));
  }

  private static void forgetOldest(NavigableMap<ContainerId, UsageHistory> next) {
    int tooMany = next.size() - MOST_HISTORIES;
    if (tooMany > 0) {
      next.entrySet().stream()
          .sorted(Comparator.comparing(entry -> entry.getValue().last().orElse(Instant.MIN)))
          .limit(tooMany)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(next::remove);
    }
  }
}
