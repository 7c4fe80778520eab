package io.temper.observe;

import java.time.Duration;

/**
 * What the threads of one layer did, on one CPU or on all together, since the scheduler was loaded.
 * Every number only grows. {@code docs/scheduler.md} defines each exactly.
 *
 * @param name the layer's name
 * @param runTime time on a CPU
 * @param waitTime time between runnable and running
 * @param longestWait the longest such time
 * @param waits how such times are distributed
 * @param runs how often a thread was put on a CPU
 * @param wakeUps how often a thread woke up
 * @param directWakeUps how many of these got an idle CPU at once
 * @param preemptions how many of these took a CPU from a lower rank
 * @param queued how many wake-ups and slice ends had to wait in a queue
 * @param preempted how often a thread lost its CPU to a higher rank before its slice ended
 * @param migrations how often a thread ran on another CPU than the time before
 * @param turns how often the layer got what preempting layers owed it
 * @param overdue how often the layer was served out of order, so that nobody waits too long
 * @param restricted how often a thread that may use few CPUs was queued for one of them
 * @param rescues how often a queue of the layer was found waiting that should not have been; 0 if all
 *     is well
 * @param late how often a thread was put to the front of its queue because it had waited there for
 *     longer than planned
 * @param spill the part of the run time on CPUs that the layer does not prefer; zero if it prefers none
 * @param violations the part of the run time on CPUs of another, confined layer, by threads that could
 *     have run elsewhere: fence violations
 * @param boundVisits the same by threads that can run nowhere else: no violations
 * @param ceilingStops how many runs ended because the layer had reached its ceiling; 0 without one
 * @param overCeiling the part of the run time beyond the ceiling: the layer has so many threads that
 *     it is out of reach, since each of them runs now and then whatever the ceiling; zero without one
 */
public record LayerStats(
    String name,
    Duration runTime,
    Duration waitTime,
    Duration longestWait,
    Log2Histogram waits,
    long runs,
    long wakeUps,
    long directWakeUps,
    long preemptions,
    long queued,
    long preempted,
    Migrations migrations,
    long turns,
    long overdue,
    long restricted,
    long rescues,
    long late,
    Duration spill,
    Visits violations,
    Visits boundVisits,
    long ceilingStops,
    Duration overCeiling) {

  /** How many buckets the kernel's histograms have. */
  private static final int BUCKETS = 26;

  /**
   * Returns the numbers of a layer that did nothing yet.
   *
   * @param name the layer's name
   * @return all zero
   */
  public static LayerStats none(String name) {
    return new LayerStats(
        name,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Log2Histogram.of(new long[BUCKETS]),
        0,
        0,
        0,
        0,
        0,
        0,
        Migrations.NONE,
        0,
        0,
        0,
        0,
        0,
        Duration.ZERO,
        Visits.NONE,
        Visits.NONE,
        0,
        Duration.ZERO);
  }

  /**
   * Returns what the layer did since an earlier reading. The longest wait of the time between is known
   * exactly only if it is the longest of all; else it is taken from the histogram, whose buckets are
   * powers of two, and is at most twice the true one.
   *
   * @param earlier the earlier reading of the same layer
   * @return the difference
   * @throws IllegalArgumentException if the readings are in the wrong order
   */
  public LayerStats since(LayerStats earlier) {
    var between = waits.since(earlier.waits);
    return new LayerStats(
        name,
        runTime.minus(earlier.runTime),
        waitTime.minus(earlier.waitTime),
        longestSince(earlier, between),
        between,
        runs - earlier.runs,
        wakeUps - earlier.wakeUps,
        directWakeUps - earlier.directWakeUps,
        preemptions - earlier.preemptions,
        queued - earlier.queued,
        preempted - earlier.preempted,
        migrations.since(earlier.migrations),
        turns - earlier.turns,
        overdue - earlier.overdue,
        restricted - earlier.restricted,
        rescues - earlier.rescues,
        late - earlier.late,
        spill.minus(earlier.spill),
        violations.since(earlier.violations),
        boundVisits.since(earlier.boundVisits),
        ceilingStops - earlier.ceilingStops,
        overCeiling.minus(earlier.overCeiling));
  }

  private Duration longestSince(LayerStats earlier, Log2Histogram between) {
    if (between.total() == 0) {
      return Duration.ZERO;
    }
    if (longestWait.compareTo(earlier.longestWait) > 0) {
      return longestWait;
    }
    var edge = Duration.ofNanos(1000 * between.percentileMicros(100));
    return edge.compareTo(longestWait) < 0 ? edge : longestWait;
  }
}
