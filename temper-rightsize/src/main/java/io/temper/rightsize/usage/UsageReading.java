package io.temper.rightsize.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a container at a moment. They only grow, so two readings make a {@link UsageSample}.
 *
 * @param at when they were read, for people and for what decays
 * @param nanos the same moment by a clock that never steps, in nanoseconds
 * @param run all CPU time of the container since it was made
 * @param periods of its limit that had work since then
 * @param throttledPeriods those of them in which it was held
 * @param throttled for how long it was held, of all CPUs together
 * @param threads what each thread did since it was started, by a number that no other thread has and that
 *     {@link #tid} understands
 * @param threadsKnown whether the kernel tells what threads did
 * @param runnable how many threads are runnable, running or not
 * @param cpus how many CPUs the container can use, at least 1
 * @param pressure for how long at least one of its threads waited for a CPU; null where that is not read
 * @param waits the waits of its layer; null where no scheduler counts them
 * @param siblingBusy for which part of their run time since the reading before the hardware threads beside
 *     its threads were busy with others, 0 to 1; null where that is not measured
 */
public record UsageReading(
    Instant at,
    long nanos,
    Duration run,
    long periods,
    long throttledPeriods,
    Duration throttled,
    Map<Long, ThreadUse> threads,
    boolean threadsKnown,
    int runnable,
    int cpus,
    @Nullable Duration pressure,
    @Nullable LayerWaits waits,
    @Nullable Double siblingBusy) {
  /** Copies the map. */
  public UsageReading {
    threads = Map.copyOf(threads);
  }

  /**
   * Creates a reading of which the kernel alone is asked, and not for pressure.
   *
   * @param at when the counters were read
   * @param nanos the same moment by a clock that never steps
   * @param run all CPU time
   * @param periods of its limit that had work
   * @param throttledPeriods those in which it was held
   * @param throttled for how long it was held
   * @param threads what each thread did
   * @param threadsKnown whether the kernel tells what threads did
   * @param runnable how many threads are runnable
   * @param cpus how many CPUs the container can use
   */
  public UsageReading(
      Instant at,
      long nanos,
      Duration run,
      long periods,
      long throttledPeriods,
      Duration throttled,
      Map<Long, ThreadUse> threads,
      boolean threadsKnown,
      int runnable,
      int cpus) {
    this(
        at,
        nanos,
        run,
        periods,
        throttledPeriods,
        throttled,
        threads,
        threadsKnown,
        runnable,
        cpus,
        null,
        null,
        null);
  }

  /**
   * Returns the kernel's number of a thread.
   *
   * @param key the number of the thread here; its lowest 22 bits are that of the kernel, which has no higher
   *     ones
   * @return the kernel's number, which a later thread may have, too
   */
  public static int tid(long key) {
    return (int) (key & ((1 << 22) - 1));
  }

  /**
   * Returns the reading with the pressure of the container's group.
   *
   * @param some for how long at least one of its threads waited for a CPU so far
   * @return a changed reading
   */
  public UsageReading withPressure(Duration some) {
    return told(some, waits, siblingBusy);
  }

  /**
   * Returns the reading with what the scheduler tells.
   *
   * @param ofLayer the waits of the container's layer
   * @param besideBusy for which part of their run time since the reading before the hardware threads beside
   *     its threads were busy with others; null if that was not measured
   * @return a changed reading
   */
  public UsageReading withScheduler(LayerWaits ofLayer, @Nullable Double besideBusy) {
    return told(pressure, ofLayer, besideBusy);
  }

  private UsageReading told(
      @Nullable Duration some, @Nullable LayerWaits ofLayer, @Nullable Double besideBusy) {
    return new UsageReading(
        at,
        nanos,
        run,
        periods,
        throttledPeriods,
        throttled,
        threads,
        threadsKnown,
        runnable,
        cpus,
        some,
        ofLayer,
        besideBusy);
  }

  /**
   * Returns what happened since an earlier reading.
   *
   * @param earlier a reading of the same container
   * @param startingUp whether the container was starting up meanwhile
   * @param starts how often it was started meanwhile
   * @return the sample; empty if no time went by, or a counter went back: then it is another container
   */
  public Optional<UsageSample> since(UsageReading earlier, boolean startingUp, int starts) {
    Duration length = Duration.ofNanos(nanos - earlier.nanos);
    boolean isLater = nanos > earlier.nanos
        && run.compareTo(earlier.run) >= 0
        && throttled.compareTo(earlier.throttled) >= 0
        && periods >= earlier.periods
        && throttledPeriods >= earlier.throttledPeriods;
    if (!isLater) {
      return Optional.empty();
    }
    UsageSampleBuilder sample = UsageSample.builder(at.minus(length), length)
        .run(run.minus(earlier.run))
        .throttling(throttlingSince(earlier), cpus)
        .runnable(List.of(runnable))
        .startingUp(startingUp)
        .restarts(starts);
    if (threadsKnown) {
      sample.threads(usesSince(earlier, length));
    }
    if (pressure != null && earlier.pressure != null) {
      Duration some = pressure.minus(earlier.pressure);
      sample.pressure(some.isNegative() ? Duration.ZERO : some);
    }
    if (waits != null && earlier.waits != null) {
      sample.blamed(waits.partsSince(earlier.waits));
    }
    if (siblingBusy != null) {
      sample.siblingBusy(siblingBusy);
    }
    return Optional.of(sample.build());
  }

  /** A period may be throttled before it is counted as one that had work. */
  private Throttling throttlingSince(UsageReading earlier) {
    long held = throttledPeriods - earlier.throttledPeriods;
    return new Throttling(
        Math.max(held, periods - earlier.periods), held, throttled.minus(earlier.throttled));
  }

  /** A thread that was not there before was started meanwhile, or moved in with what it did before. */
  private List<ThreadUse> usesSince(UsageReading earlier, Duration length) {
    List<ThreadUse> uses = new ArrayList<>();
    threads.forEach((thread, now) -> {
      @Nullable ThreadUse before = earlier.threads.get(thread);
      uses.add((before == null ? now : now.since(before)).within(length));
    });
    return uses;
  }
}
