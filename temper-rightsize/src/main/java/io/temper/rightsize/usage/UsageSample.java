package io.temper.rightsize.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one container did in one window of time, and what kept them from doing more.
 * Immutable; made by {@link #builder}. One window per minute makes the base estimate comparable with
 * that of the Vertical Pod Autoscaler.
 */
public final class UsageSample {
  private final Instant start;
  private final Duration length;
  private final Duration run;
  private final Duration queueWait;
  private final Duration throttleWait;
  private final Duration wanted;
  private final double peak;
  private final boolean threadsKnown;
  private final Throttling throttling;
  private final List<Integer> runnable;
  private final Map<String, Duration> delayedBy;
  private final @Nullable Double siblingBusy;
  private final boolean startingUp;
  private final int restarts;

  UsageSample(UsageSampleBuilder from) {
    start = from.start;
    length = from.length;
    run = from.run;
    queueWait = from.queueWait;
    throttleWait = from.throttleWait;
    wanted = from.wanted;
    peak = from.peak == null ? perLength(from.wanted) : from.peak;
    threadsKnown = from.threadsKnown;
    throttling = from.throttling;
    runnable = from.runnable;
    delayedBy = from.delayedBy;
    siblingBusy = from.siblingBusy;
    startingUp = from.startingUp;
    restarts = from.restarts;
    requireRanges();
  }

  /**
   * Returns a builder of a window in which nothing ran.
   *
   * @param start when the window began
   * @param length how long it was, above 0
   * @return a new builder
   * @throws IllegalArgumentException if {@code length} is not above 0
   */
  public static UsageSampleBuilder builder(Instant start, Duration length) {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("a window is longer than 0: " + length);
    }
    return new UsageSampleBuilder(start, length);
  }

  /**
   * Joins short windows to a long one: times add up, and what was wanted in the busiest of them becomes
   * the {@link #peak}.
   *
   * @param parts windows of one container, at least one
   * @return one window from the first start, as long as all together
   * @throws IllegalArgumentException if there are no parts
   */
  public static UsageSample joined(List<UsageSample> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("there are no windows to join");
    }
    return new UsageSample(new Join(parts).builder());
  }

  /**
   * Returns when the window began.
   *
   * @return the start
   */
  public Instant start() {
    return start;
  }

  /**
   * Returns how long the window was.
   *
   * @return above 0
   */
  public Duration length() {
    return length;
  }

  /**
   * Returns the CPU time that the container used.
   *
   * @return zero or more; of several threads together
   */
  public Duration run() {
    return run;
  }

  /**
   * Returns how long threads were runnable and did not run, because of others or of the limit.
   *
   * @return zero or more; of several threads together
   */
  public Duration queueWait() {
    return queueWait;
  }

  /**
   * Returns the part of {@link #queueWait} in which the container's own limit held the threads.
   *
   * @return zero up to the wait
   */
  public Duration throttleWait() {
    return throttleWait;
  }

  /**
   * Returns the CPU time that the container would have used, had nothing but its own limit kept its
   * threads waiting.
   *
   * @return {@link #run} up to run + queue wait − throttle wait
   */
  public Duration wanted() {
    return wanted;
  }

  /**
   * Returns what the container wanted in the busiest short window inside of this one.
   *
   * @return CPUs
   */
  public double peak() {
    return peak;
  }

  /**
   * Tells whether the waits of threads were read.
   *
   * @return false where the container is only taken to want what it used
   */
  public boolean threadsKnown() {
    return threadsKnown;
  }

  /**
   * Returns what the CPU limit did.
   *
   * @return the throttling
   */
  public Throttling throttling() {
    return throttling;
  }

  /**
   * Returns how many threads were runnable, running or not, whenever somebody looked.
   *
   * @return one count for each look
   */
  public List<Integer> runnable() {
    return runnable;
  }

  /**
   * Returns for how long the threads were delayed by whom.
   *
   * @return times by the name of a layer; empty where nobody measures it
   */
  public Map<String, Duration> delayedBy() {
    return delayedBy;
  }

  /**
   * Returns for which part of the run time the hardware thread beside was busy.
   *
   * @return 0 to 1; empty where it was not measured
   */
  public OptionalDouble siblingBusy() {
    return siblingBusy == null ? OptionalDouble.empty() : OptionalDouble.of(siblingBusy);
  }

  /**
   * Tells whether the container was starting up.
   *
   * @return true where what it wanted says nothing about later
   */
  public boolean startingUp() {
    return startingUp;
  }

  /**
   * Returns how often the container was started in the window.
   *
   * @return 0 or more
   */
  public int restarts() {
    return restarts;
  }

  /**
   * Converts a time of the window.
   *
   * @param time any
   * @return CPUs, on average over the window
   */
  public double perLength(Duration time) {
    return time.toNanos() / (double) length.toNanos();
  }

  private void requireRanges() {
    if (siblingBusy != null && !(siblingBusy >= 0 && siblingBusy <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1: " + siblingBusy);
    }
    if (restarts < 0 || runnable.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "a count must not be negative: " + restarts + ", " + runnable);
    }
    delayedBy.forEach((name, time) -> Times.requireNotNegative(time, "delay by " + name));
  }

  /** Adds windows up. */
  private record Join(List<UsageSample> parts) {
    UsageSampleBuilder builder() {
      Duration length = sum(UsageSample::length);
      UsageSampleBuilder whole = builderOf(length);
      whole.run = sum(UsageSample::run);
      whole.queueWait = sum(UsageSample::queueWait);
      whole.throttleWait = sum(UsageSample::throttleWait);
      whole.wanted = sum(UsageSample::wanted);
      whole.peak = parts.stream().mapToDouble(UsageSample::peak).max().orElse(0);
      whole.threadsKnown = parts.stream().allMatch(UsageSample::threadsKnown);
      whole.startingUp = parts.stream().anyMatch(UsageSample::startingUp);
      parts.forEach(part -> addTo(whole, part));
      siblings(whole);
      return whole;
    }

    private UsageSampleBuilder builderOf(Duration length) {
      Instant first = parts.get(0).start;
      for (UsageSample part : parts) {
        first = part.start.isBefore(first) ? part.start : first;
      }
      return UsageSample.builder(first, length);
    }

    private static void addTo(UsageSampleBuilder whole, UsageSample part) {
      whole.throttling = whole.throttling.plus(part.throttling);
      whole.restarts += part.restarts;
      List<Integer> looks = new ArrayList<>(whole.runnable);
      looks.addAll(part.runnable);
      whole.runnable = List.copyOf(looks);
      Map<String, Duration> delays = new TreeMap<>(whole.delayedBy);
      part.delayedBy.forEach((name, time) -> delays.merge(name, time, Duration::plus));
      whole.delayedBy = Map.copyOf(delays);
    }

    /** Weighs by run time: where nothing ran there was nobody to be disturbed. */
    private void siblings(UsageSampleBuilder whole) {
      double known = 0;
      double busy = 0;
      for (UsageSample part : parts) {
        if (part.siblingBusy != null) {
          known += part.run.toNanos();
          busy += part.siblingBusy * part.run.toNanos();
        }
      }
      whole.siblingBusy = known == 0 ? null : Double.valueOf(busy / known);
    }

    private Duration sum(Function<UsageSample, Duration> time) {
      return parts.stream().map(time).reduce(Duration.ZERO, Duration::plus);
    }
  }
}
